import { simulate } from './simulate.ts';
(globalThis as any).DBG = process.argv[3] !== undefined;
const o = await simulate(Number(process.argv[2]));
if (!o.ok) console.log(o.what);
