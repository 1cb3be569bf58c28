import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DefinitionRows } from '../../../crm/contracts/rpc/definition.rpc.ts';
import type { ModuleDef } from '../../../crm/kernel/command.ts';
import type { Definitions } from '../../../crm/kernel/custom/registry.ts';
import { registry } from '../../../crm/modules/registry.ts';
import type { WorkerClient } from './worker-client.ts';

/**
 * Keeps the team's fields and objects in force in this window, and draws what is below anew when they change. False
 * until they are known: a screen drawn before would show records without them.
 */
export function useDefinitions(client: WorkerClient, isOpen: boolean): boolean {
  const [known, setKnown] = useState(false);
  useEffect(() => {
    if (!isOpen) return undefined;
    let newest = false;
    let over = false;
    const take = (rows: DefinitionRows): void => {
      registry.redefine(rows as unknown as Definitions);
      setKnown(true);
    };
    const stop = client.on('definitions.changed', (rows) => {
      newest = true;
      take(rows);
    });
    client.call('definitions.get', {}).then(
      // An event that came meanwhile is newer than the answer.
      (rows) => (newest || over ? undefined : take(rows)),
      // The client's own state says that there is nobody to ask.
      () => undefined,
    );
    return () => {
      over = true;
      stop();
    };
  }, [client, isOpen]);
  useSyncExternalStore(registry.subscribe, registry.modules);
  return known;
}

/** What people work with, as it is defined now: for what is kept over more than one drawing. */
export function useWorkModules(): readonly ModuleDef[] {
  return useSyncExternalStore(registry.subscribe, registry.workModules);
}
