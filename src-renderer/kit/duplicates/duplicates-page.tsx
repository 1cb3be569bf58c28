/** Records that are probably one, the likeliest first: merged or told apart, by mouse or by keyboard. */
import { Button, SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { workModules } from '../../../crm/modules/registry.ts';
import { useActs } from '../acts/acts.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import { numberFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useNavigation, useSession } from '../session/session.tsx';
import { isBusyElsewhere } from '../session/typing.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { useDuplicates, type DuplicatesAnswer } from './use-duplicates.ts';
import './duplicates.css';

type Found = NonNullable<DuplicatesAnswer['found']>;
type Cluster = Found['clusters'][number];

interface DuplicatesPageProps {
  readonly entity: EntityDef;
  readonly onEntity: (name: string) => void;
  /** To all else that may be wrong with records. */
  readonly onQuality: () => void;
}

export function DuplicatesPage({ entity, onEntity, onQuality }: DuplicatesPageProps) {
  const { locale } = useSession();
  const answer = useDuplicates(entity);
  const { found, problem, progress } = answer;
  const number = numberFormat(locale, {});
  const many = entity.label.many.toLowerCase();
  const choices = workModules.filter((module) => module.entity.duplicates !== undefined);
  return (
    <main className="duplicates" aria-busy={found === undefined}>
      <header className="page-header">
        <h1>Duplicates</h1>
        <SegmentedControl
          size="xs"
          aria-label="Kind of record"
          value={entity.name}
          onChange={onEntity}
          data={choices.map((module) => ({
            value: module.entity.name,
            label: module.entity.label.many,
          }))}
        />
        <span className="page-header-space" />
        {found !== undefined && found.total > 0 && (
          <span className="duplicates-count">
            {number.format(found.total)} to look at among {number.format(found.looked)} {many}
          </span>
        )}
        <Button
          className="header-button"
          title="Data quality"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="checkbox" size={14} />}
          onClick={onQuality}
        >
          Data quality
        </Button>
      </header>
      <ProblemLine problem={problem} />
      {found === undefined && problem === undefined && (
        <p className="duplicates-empty" role="status">
          Comparing {many}… {Math.round(progress * 100)} %
        </p>
      )}
      {found?.total === 0 && (
        <div className="empty">
          <Icon name="check" size={28} />
          <h2>No two {many} look alike</h2>
          <p>New ones are compared as they are typed and imported; what looks alike stands here.</p>
        </div>
      )}
      {found !== undefined && found.total > 0 && (
        <Clusters key={entity.name} entity={entity} clusters={found.clusters} />
      )}
    </main>
  );
}

function keyOf(cluster: Cluster): string {
  return cluster.ids.join();
}

interface ClustersProps {
  readonly entity: EntityDef;
  readonly clusters: readonly Cluster[];
}

function Clusters({ entity, clusters }: ClustersProps) {
  const acts = useActs();
  const list = useRef<HTMLUListElement>(null);
  /** By what it holds, because the list changes under the person; the place counts when that is gone. */
  const [active, setActive] = useState({ key: '', index: 0 });
  const [merging, setMerging] = useState<readonly string[] | null>(null);
  const found = clusters.findIndex((cluster) => keyOf(cluster) === active.key);
  const at = found >= 0 ? found : Math.min(active.index, clusters.length - 1);
  const activate = (index: number): void => {
    const cluster = clusters[index];
    if (cluster !== undefined) setActive({ key: keyOf(cluster), index });
  };
  const takesFocus = useRef(true);
  useEffect(() => {
    // What had the focus is gone when its records are merged.
    const isLost = document.activeElement === document.body;
    if (merging !== null || !(takesFocus.current || isLost)) return;
    takesFocus.current = false;
    if (isBusyElsewhere()) return;
    list.current?.querySelector<HTMLElement>('[data-active="true"]')?.focus();
  });

  const go = (index: number): void => {
    takesFocus.current = true;
    activate(Math.max(0, Math.min(clusters.length - 1, index)));
  };
  const distinct = async (cluster: Cluster): Promise<void> => {
    const input = { entity: entity.name, ids: cluster.ids };
    const said = 'Not duplicates: they will not be shown together again';
    if (await acts.command('records.areDistinct', input, said)) takesFocus.current = true;
  };
  const onKey = (event: React.KeyboardEvent, cluster: Cluster): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      j: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      k: () => go(at - 1),
      Home: () => go(0),
      End: () => go(clusters.length - 1),
      Enter: () => setMerging(cluster.ids),
      m: () => setMerging(cluster.ids),
      x: () => void distinct(cluster),
      Delete: () => void distinct(cluster),
    };
    const run = keys[event.key];
    if (run === undefined) return;
    event.preventDefault();
    run();
  };
  return (
    <>
      <ul className="clusters" ref={list} aria-label="Probable duplicates">
        {clusters.map((cluster, index) => (
          <ClusterItem
            key={keyOf(cluster)}
            entity={entity}
            cluster={cluster}
            isActive={index === at}
            onFocus={() => activate(index)}
            onKey={(event) => onKey(event, cluster)}
            onMerge={() => setMerging(cluster.ids)}
            onDistinct={() => void distinct(cluster)}
          />
        ))}
      </ul>
      <p className="duplicates-keys" aria-hidden="true">
        <span>
          <kbd className="key">↑</kbd> <kbd className="key">↓</kbd> choose
        </span>
        <span>
          <kbd className="key">Enter</kbd> merge
        </span>
        <span>
          <kbd className="key">X</kbd> not duplicates
        </span>
      </p>
      {merging !== null && (
        <MergeDialog
          entity={entity}
          ids={merging}
          returnFocus={false}
          onClose={() => {
            takesFocus.current = true;
            setMerging(null);
          }}
          onMerged={() => {
            takesFocus.current = true;
            setMerging(null);
          }}
        />
      )}
    </>
  );
}

interface ClusterItemProps {
  readonly entity: EntityDef;
  readonly cluster: Cluster;
  readonly isActive: boolean;
  readonly onFocus: () => void;
  readonly onKey: (event: React.KeyboardEvent) => void;
  readonly onMerge: () => void;
  readonly onDistinct: () => void;
}

function ClusterItem(props: ClusterItemProps) {
  const { entity, cluster, isActive, onFocus, onKey, onMerge, onDistinct } = props;
  const { openRecord } = useNavigation();
  const { ids, titles, subtitles, reasons, score } = cluster;
  const percent = Math.round(score * 100);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its buttons do the same
    <li
      className="cluster"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- one stop of a list that arrows go through
      tabIndex={isActive ? 0 : -1}
      data-active={isActive}
      aria-label={`${titles.join(' and ')}: ${reasons.join(', ')}, ${percent} %`}
      onFocus={onFocus}
      onKeyDown={onKey}
    >
      <ul className="cluster-records">
        {ids.map((id, index) => (
          <li key={id}>
            <button
              type="button"
              className="cluster-title"
              onClick={() => openRecord(entity.name, id)}
            >
              {titles[index]}
            </button>
            <span className="cluster-subtitle">{subtitles[index]}</span>
          </li>
        ))}
      </ul>
      <div className="cluster-why">
        <span className="cluster-score" data-sure={percent >= 80}>
          {percent} %
        </span>
        {reasons.join(', ')}
      </div>
      <div className="cluster-acts">
        <Button size="compact-sm" variant="light" onClick={onMerge}>
          Merge…
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onDistinct}>
          Not duplicates
        </Button>
      </div>
    </li>
  );
}
