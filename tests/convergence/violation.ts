/** What must hold does not; the message says where and what was found. */
export class Violation extends Error {}
