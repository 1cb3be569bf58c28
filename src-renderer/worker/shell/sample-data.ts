/** Invented records for a first look around. They are ordinary records; only their ids tell them apart. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { docName, newId } from '../../../crm/kernel/ids.ts';
import { ok, type Result } from '../../../crm/kernel/result.ts';
import { sampleRecords } from '../../../crm/samples/sample-records.ts';
import { takeInNotes } from '../workspace-file/taking-in-notes.ts';
import { sampleNotes } from './sample-notes.ts';
import { withoutLinks } from '../rows/without-links.ts';
import type { Engine, RecordInput } from '../engine/engine-api.ts';
import type { ProfileRecord } from '../main-line/profile-record.ts';
import type { Platform } from './platform.ts';

const LABEL = 'Sample data';
/** It is over before anybody could stop it. */
const UNWATCHED = { saved: () => undefined, isCancelled: () => false };

/** Document names of all of them, whichever day they were made for. */
export function sampleNames(): ReadonlySet<string> {
  return new Set(sampleRecords(ANY_DAY).map(({ entity, id }) => docName(entity, id)));
}

/** Adds what is not there; doing it twice adds nothing. In the workspace's currency, some of it the user's own. */
export async function addSamples(
  engine: Engine,
  { clock, random }: Pick<Platform, 'clock' | 'random'>,
  { currency, userId }: Pick<ProfileRecord, 'currency' | 'userId'>,
): Promise<Result<null>> {
  const now = new Date(clock.nowMs()).toISOString();
  const missing: RecordInput[] = [];
  for (const record of sampleRecords(now.slice(0, 10), currency, userId, now)) {
    const { entity, id, values, createdAt } = record;
    // Trusted: a deal won last month keeps the day on which it was closed.
    if (engine.get(entity, id) === undefined)
      missing.push({
        entity,
        id,
        values,
        create: true,
        trusted: true,
        ...(createdAt === undefined
          ? {}
          : { stamps: { createdAt, createdBy: '', archivedAt: '' } }),
      });
  }
  if (missing.length === 0) return ok(null);
  const act = { label: LABEL, batch: newId(clock, random) };
  const done = await engine.write(missing, act);
  if (!done.ok) return done;
  const made = new Set<string>(missing.map(({ entity, id }) => docName(entity, id)));
  const texts = new Map([...sampleNotes()].filter(([name]) => made.has(name)));
  // Part of the same act, as the notes of a file are: undo takes them along.
  const written = await takeInNotes(engine, texts, made, act, UNWATCHED);
  return written.ok ? ok(null) : written;
}

/**
 * Takes all of it away again, also what was edited since or was added on another desktop; and what stays points at
 * nothing of it any more. Undo brings all back.
 */
export async function removeSamples(
  engine: Engine,
  { clock, random }: Pick<Platform, 'clock' | 'random'>,
  entities: readonly EntityDef[],
): Promise<Result<null>> {
  const here: RecordInput[] = [];
  for (const { entity, id } of sampleRecords(ANY_DAY)) {
    if (engine.get(entity, id) !== undefined)
      here.push({ entity, id, values: {}, create: false, removed: true });
  }
  if (here.length === 0) return ok(null);
  const samples = sampleNames();
  for (const entity of entities) {
    for (const row of engine.all(entity.name)) {
      if (samples.has(docName(entity.name, row.id))) continue;
      if (goesWithThem(entity, row, samples)) {
        here.push({ entity: entity.name, id: row.id, values: {}, create: false, removed: true });
        continue;
      }
      const values = withoutLinks(entity, row, samples);
      if (Object.keys(values).length === 0) continue;
      here.push({
        entity: entity.name,
        id: row.id,
        values,
        base: row,
        create: false,
        trusted: true,
      });
    }
  }
  const done = await engine.write(here, {
    label: `Remove ${LABEL.toLowerCase()}`,
    batch: newId(clock, random),
  });
  return done.ok ? ok(null) : done;
}

/** What was only said about samples, such as a comment on one, is nothing without them. */
function goesWithThem({ traits }: EntityDef, row: AnyRow, samples: ReadonlySet<string>): boolean {
  const about = row['about'];
  if (!traits.includes('setting') || !Array.isArray(about) || about.length === 0) return false;
  return about.every((name) => typeof name === 'string' && samples.has(name));
}

/** Ids do not depend on the day. */
const ANY_DAY = '2026-01-01';
