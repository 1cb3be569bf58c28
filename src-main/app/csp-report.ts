import * as z from 'zod';
import type { Log } from '../platform/log.ts';
import { cspDirective } from '../security/content-security-policy.ts';
import { tell } from './test-watch.ts';

const reportSchema = z.object({
  'csp-report': z.object({
    'effective-directive': z.string(),
  }),
});

/** A violation is a defect of ours, or an attack that failed: either way somebody should hear of it. */
export function receiveCspReport(report: string, log: Log, isTest: boolean): void {
  let directive: string | null = null;
  try {
    directive = reportSchema.parse(JSON.parse(report))['csp-report']['effective-directive'];
  } catch {
    // Not a report: a page posted something else there, which is as good as a violation.
  }
  log.write('warn', 'page.csp-violation', { tag: cspDirective(directive) });
  if (isTest) tell('csp-violation', report);
}
