/** The page of one record of any entity. */
import { Button } from '@mantine/core';
import { memo, useCallback, useEffect, useMemo, useState } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import type { RecordView } from '../../../crm/contracts/rpc/record.rpc.ts';
import { mergedInto } from '../../../crm/modules/merge/survivor.ts';
import { article } from '../../../crm/modules/article/article.entity.ts';
import type { TicketRow } from '../../../crm/modules/ticket/ticket.entity.ts';
import { ArticleVotes } from '../articles/article-votes.tsx';
import { TicketArticles } from '../articles/ticket-articles.tsx';
import { stageFieldOf, type StageField } from '../board/stage-columns.ts';
import { useStageMove } from '../board/use-stage-move.tsx';
import { useRecord } from '../client/use-record.ts';
import { viewOf } from '../field-views.ts';
import { MergedRecords } from '../duplicates/merged-records.tsx';
import { StageSteps } from '../fields/stage.field-view.tsx';
import { Repeats } from '../calendar/repeats.tsx';
import { COMMENT_KEY, useComments } from '../comments/use-comments.ts';
import { Icon } from '../icons/icon.tsx';
import { Notes, type NoteUse } from '../notes/notes.tsx';
import { QuoteHead } from '../quote/quote-head.tsx';
import { ServiceConversation, ServiceHead } from '../service/service-parts.tsx';
import { useReplying } from '../service/use-replying.ts';
import { titleLookup, useNavigation, type ListPlace, type TitleOf } from '../session/session.tsx';
import { useAfterPaint } from '../session/use-after-paint.ts';
import { useWorkModules } from '../session/use-definitions.ts';
import { NextStep } from '../timeline/next-step.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { QUICK_LOG_KEY, useQuickLog } from '../timeline/use-quick-log.ts';
import { isLogged, useTimeline } from '../timeline/use-timeline.ts';
import { HistoryPanel } from './history-panel.tsx';
import { PeopleHere } from './people-here.tsx';
import { Actions } from './record-actions.tsx';
import { RecordFields } from './record-fields.tsx';
import { factsOf, isInTimeline, relatedLists } from './related.ts';
import { RelatedList } from './related-list.tsx';
import { Neighbours } from './neighbours.tsx';
import { useRelatedMaking } from './use-related-making.tsx';
import { usePageKey } from './use-page-key.ts';

const TEXT: NoteUse = {
  label: 'Text',
  placeholder: 'Write the answer here. It is found by its words, and put into replies.',
};

interface RecordPageProps {
  readonly entity: EntityDef;
  readonly id: string;
  readonly from: ListPlace | undefined;
  /** For the window's title. */
  readonly onTitle: (title: string) => void;
  /** A comment on it that somebody came for. */
  readonly at?: string | undefined;
  /** Merged records through which one came here; the address is the first one’s. */
  readonly through?: readonly string[];
}

export function RecordPage(props: RecordPageProps) {
  const { entity, id } = props;
  const view = useRecord(entity.name, id);
  const { back } = useNavigation();
  if (view === undefined) return <main className="record" aria-busy="true" />;
  if (view.row === null) {
    return (
      <main className="record">
        <div className="empty">
          <Icon name={entity.icon} size={28} />
          <h1>This {entity.label.one.toLowerCase()} is not here</h1>
          <p>It may not have arrived on this desktop yet, or it was removed for good.</p>
          <Button variant="light" onClick={back}>
            Back
          </Button>
        </div>
      </main>
    );
  }
  const row = view.row as AnyRow;
  const into = entity.duplicates === undefined ? undefined : mergedInto(row);
  // A ring of merges that nobody has settled yet: each of it can still be looked at.
  if (into !== undefined && !(props.through ?? []).includes(into))
    return <RecordPage {...props} id={into} through={[...(props.through ?? []), id]} />;
  return <Loaded key={id} {...props} view={view} row={row} />;
}

/** Fewer lists stand below the facts: a column of its own would be mostly empty. */
const BESIDE_FROM_LISTS = 3;

interface LoadedProps extends RecordPageProps {
  readonly view: RecordView;
  readonly row: AnyRow;
}

function Loaded({ entity, id, from, view, row, onTitle, at, through }: LoadedProps) {
  const [historyOpen, setHistoryOpen] = useState(false);
  const openHistory = useCallback(() => setHistoryOpen(true), []);
  const title = recordTitle(entity, row);
  const titleOf = useMemo(() => titleLookup(view.titles), [view.titles]);
  const all = useWorkModules();
  const related = useMemo(
    () =>
      relatedLists(
        all.map((module) => module.entity),
        entity.name,
        id,
      ).filter((list) => !isInTimeline(list, entity)),
    [all, entity, id],
  );
  // Lists that rules alone fill are seldom there: nothing is kept free for them.
  // A ticket has what may answer it there, beside what it says.
  const isBeside =
    entity.traits.includes('serviceLevel') ||
    related.filter(({ readOnly }) => !readOnly).length >= BESIDE_FROM_LISTS;
  const stand = isBeside ? 'beside' : 'alone';
  const isText = entity.traits.includes('mainText');
  const makes = useRelatedMaking(entity, row);
  const timeline = useTimeline(entity, row);
  const log = useQuickLog();
  const reply = useReplying();
  usePageKey(QUICK_LOG_KEY, log.open);
  // Who opens a record sees its facts at once; what stands below and beside them comes a moment later. Who asks for the
  // quick log by its key in that moment has it at once: the next letters are for it.
  const isComplete = useAfterPaint();
  const comments = useComments(entity.name, id, isComplete, at);
  const { ask } = comments;
  const comment = useCallback(() => ask(), [ask]);
  usePageKey(COMMENT_KEY, comment);
  useEffect(() => onTitle(title), [onTitle, title]);

  const aside = related.length > 0 && (
    <aside className="record-aside" aria-label="Related">
      {isComplete && entity.traits.includes('serviceLevel') && (
        <TicketArticles row={row as TicketRow} />
      )}
      {isComplete &&
        related.map((list) => (
          <RelatedList
            key={`${list.entity.name}.${list.fieldKey}`}
            related={list}
            onMake={makes.of(list)}
          />
        ))}
      {makes.dialog}
    </aside>
  );
  return (
    <main className="record" aria-label={title}>
      <div className="record-header">
        <div className="record-heading">
          <span className="record-icon">
            <Icon name={entity.icon} size={20} />
          </span>
          <div className="record-names">
            <h1 title={title}>{title}</h1>
            <Subtitle entity={entity} row={row} titleOf={titleOf} />
          </div>
          <PeopleHere entity={entity} people={view.people} />
          <Actions
            entity={entity}
            row={row}
            onLog={isLogged(entity) ? log.open : undefined}
            onComment={comment}
            comments={comments.count}
            isComplete={isComplete}
            onHistory={openHistory}
          />
          <Neighbours entity={entity} id={id} from={from} />
        </div>
        <Stages entity={entity} row={row} />
        <ServiceHead
          entity={entity}
          row={row}
          timeline={timeline}
          titleOf={titleOf}
          reply={reply}
        />
        <QuoteHead entity={entity} row={row} />
        <NextStep entity={entity} row={row} timeline={timeline} log={log} />
        <Repeats entity={entity} row={row} />
      </div>
      {row.archivedAt !== undefined && (
        <p className="record-note" role="status">
          <Icon name="archive" size={14} /> This {entity.label.one.toLowerCase()} is archived: it is
          in no list but the archive.
        </p>
      )}
      {entity.duplicates !== undefined && (
        <MergedRecords entity={entity} row={row} through={through?.at(-1)} />
      )}
      {view.incomplete && (
        <p className="record-note" role="status">
          <Icon name="clock" size={14} /> Part of this record has not arrived yet. What you see is
          its last complete state.
        </p>
      )}
      <div className="record-body" data-stand={stand}>
        <div className="record-main">
          <ServiceConversation entity={entity} row={row} titleOf={titleOf} reply={reply} />
          {isText && (
            <section className="record-notes record-text" aria-label="Text">
              <h2>Text</h2>
              {isComplete && <Notes entity={entity.name} id={id} use={TEXT} />}
              {isComplete && entity.name === article.name && <ArticleVotes row={row} />}
            </section>
          )}
          <RecordFields entity={entity} row={row} view={view} stand={stand} />
          {!isBeside && aside}
          {entity.traits.includes('notes') && !isText && (
            <section className="record-notes" aria-label="Notes">
              <h2>Notes</h2>
              {isComplete && <Notes entity={entity.name} id={id} />}
            </section>
          )}
          {(isComplete || log.opened) && (
            <Timeline
              entity={entity}
              row={row}
              timeline={timeline}
              log={log}
              comments={comments}
              titleOf={titleOf}
            />
          )}
        </div>
        {isBeside && aside}
      </div>
      {isComplete && (
        <HistoryPanel
          entity={entity}
          row={row}
          titleOf={titleOf}
          opened={historyOpen}
          onClose={() => setHistoryOpen(false)}
        />
      )}
    </main>
  );
}

const Subtitle = memo(function Subtitle({
  entity,
  row,
  titleOf,
}: {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly titleOf: TitleOf;
}) {
  return (
    <p className="record-subtitle">
      {(entity.glance === undefined ? factsOf(entity) : entity.subtitleFields).map((key) => {
        const field = entity.fields[key];
        const value = row[key];
        // The stages stand below as a row of their own.
        if (field === undefined || field.kind === 'stage' || value === undefined || value === null)
          return null;
        const { Cell } = viewOf(field);
        const cell = <Cell key={key} field={field} value={value} titleOf={titleOf} room="list" />;
        // An amount alone does not say of what.
        return field.kind === 'money' ? (
          <span key={key} className="record-glance">
            {field.label} {cell}
          </span>
        ) : (
          cell
        );
      })}
      {entity.glance?.map((key) => {
        const field = entity.fields[key];
        const value = row[key];
        if (field === undefined || value === undefined || value === null) return null;
        const { Cell } = viewOf(field);
        return (
          <span key={key} className="record-glance">
            {field.label} <Cell field={field} value={value} titleOf={titleOf} room="list" />
          </span>
        );
      })}
    </p>
  );
});

/** The head of a record with stages shows them all: one click moves it, asking for what the stage requires. */
const Stages = memo(function Stages({
  entity,
  row,
}: {
  readonly entity: EntityDef;
  readonly row: AnyRow;
}) {
  const stages = useMemo(() => stageFieldOf(entity), [entity]);
  return stages === undefined ? null : <StageMoves entity={entity} row={row} stages={stages} />;
});

function StageMoves({
  entity,
  row,
  stages,
}: {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly stages: StageField;
}) {
  const { move, dialog } = useStageMove(entity, stages);
  return (
    <>
      <StageSteps
        field={stages.field}
        value={row[stages.key] as StageValue | undefined}
        onPick={(stage) => void move(row, stage)}
      />
      {dialog}
    </>
  );
}
