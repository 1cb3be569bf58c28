/** What one can do with a record, in the head of its page. */
import { ActionIcon, Button } from '@mantine/core';
import { memo } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { moduleNamed } from '../../../crm/modules/registry.ts';
import { useActs } from '../acts/acts.ts';
import { COMMENT_KEY } from '../comments/use-comments.ts';
import { FollowButton } from '../following/follow-button.tsx';
import { Icon } from '../icons/icon.tsx';
import { ShareButton } from '../sharing/share-button.tsx';
import { useNavigation } from '../session/session.tsx';
import { QUICK_LOG_KEY } from '../timeline/use-quick-log.ts';
import { useRecordAction } from './use-record-action.tsx';

interface ActionsProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  /** undefined: nothing is jotted down about it. */
  readonly onLog: (() => void) | undefined;
  readonly onComment: () => void;
  /** How many there are. */
  readonly comments: number;
  /** The page is on the glass: what asks something of its own may. */
  readonly isComplete: boolean;
  readonly onHistory: () => void;
}

export const Actions = memo(function Actions(props: ActionsProps) {
  const { entity, row, onLog, onComment, comments, isComplete, onHistory } = props;
  const acts = useActs();
  const { copyLink } = useNavigation();
  const actions = useRecordAction(entity);
  const archived = row.archivedAt !== undefined;
  // Where one answers, the answer is what the page is for; other steps stand back, and in a narrow window to their icon.
  const isDesk = entity.traits.includes('serviceLevel');
  return (
    <div className="record-actions">
      {actions.dialog}
      {(moduleNamed(entity.name)?.actions ?? [])
        .filter((action) => action.isOffered(row))
        .map((action) => (
          <Button
            key={action.command}
            size="xs"
            {...(isDesk || action.isBeside?.(row) === true
              ? { variant: 'default', className: 'header-button', title: action.label }
              : {})}
            leftSection={<Icon name={action.icon} size={14} />}
            onClick={() => void actions.run(action, row)}
          >
            {action.label}
          </Button>
        ))}
      {onLog !== undefined && (
        <Button
          className="header-button"
          variant="default"
          size="xs"
          title="Log an activity"
          leftSection={<Icon name="plus" size={14} />}
          rightSection={
            <kbd className="key" aria-hidden="true">
              {QUICK_LOG_KEY.toUpperCase()}
            </kbd>
          }
          onClick={() => onLog()}
        >
          Log
        </Button>
      )}
      <Button
        className="header-button"
        variant="default"
        size="xs"
        title="History"
        leftSection={<Icon name="history" size={14} />}
        onClick={onHistory}
      >
        History
      </Button>
      <Together
        entity={entity}
        row={row}
        onComment={onComment}
        comments={comments}
        isComplete={isComplete}
      />
      <ActionIcon
        variant="default"
        size={30}
        aria-label="Copy the link"
        title="Copy the link"
        onClick={() => copyLink(`/${entity.name}/${row.id}`)}
      >
        <Icon name="link" size={14} />
      </ActionIcon>
      {entity.traits.includes('archivable') && (
        <Button
          className="header-button"
          variant="default"
          size="xs"
          title={archived ? 'Restore' : 'Archive'}
          leftSection={<Icon name={archived ? 'undo' : 'archive'} size={14} />}
          onClick={() => void acts.archive(entity, [row.id], !archived)}
        >
          {archived ? 'Restore' : 'Archive'}
        </Button>
      )}
    </div>
  );
});

/** What one does with colleagues about it. It has its room from the beginning, and asks when the page is there. */
function Together({
  entity,
  row,
  onComment,
  comments,
  isComplete,
}: Pick<ActionsProps, 'entity' | 'row' | 'onComment' | 'comments' | 'isComplete'>) {
  const of = { entity: entity.name, id: row.id, title: titleOf(entity, row) };
  return (
    <>
      <Button
        className="comment-button"
        variant="default"
        size="xs"
        title={`Comment (${COMMENT_KEY.toUpperCase()})`}
        leftSection={<Icon name="message" size={14} />}
        onClick={onComment}
      >
        <span className="visually-hidden">Comment </span>
        {comments}
      </Button>
      {isComplete ? (
        <>
          <FollowButton {...of} />
          <ShareButton {...of} />
        </>
      ) : (
        ['eye', 'share'].map((icon) => (
          <ActionIcon key={icon} variant="default" size={30} aria-hidden="true" tabIndex={-1}>
            <Icon name={icon} size={14} />
          </ActionIcon>
        ))
      )}
    </>
  );
}
