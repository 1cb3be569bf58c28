import type { CallName } from '../../../crm/contracts/worker-rpc.contract.ts';

/**
 * What happens to a call that was on its way when the worker ended. `true`: it is asked again, because asking twice
 * does no harm. `false`: it may or may not have happened, so the person is told to look.
 */
export const repeatable: Readonly<Record<CallName, boolean>> = {
  'workspace.state': true,
  'workspace.create': false,
  'workspace.join': false,
  'workspace.invite': true,
  'workspace.setRelay': true,
  'sample.add': true,
  'sample.remove': false,
  'sync.state': true,
  'sync.pending': true,
  'worker.figures': true,
  'query.open': true,
  'query.update': true,
  'query.close': true,
  'query.ids': true,
  search: true,
  'record.open': true,
  'record.close': true,
  'record.focus': true,
  'record.history': true,
  'record.restore': false,
  'note.open': true,
  // The same Yjs update twice is the same document.
  'note.edit': true,
  'note.caret': true,
  'note.close': true,
  'record.create': false,
  'record.update': false,
  'records.update': false,
  'records.archive': false,
  'command.run': false,
  'undo.list': true,
  'undo.run': false,
  'redo.run': false,
  'import.inspect': true,
  'import.rehearse': false,
  'import.run': false,
  'import.cancel': true,
};
