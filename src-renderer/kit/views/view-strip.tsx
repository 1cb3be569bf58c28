/** The views of a list side by side above it, and what can be done with the one that is open. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { memo, useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { ViewContent } from '../../../crm/modules/view/view-content.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { ALL_VIEW, type ListView } from './standard-views.ts';
import { useViewActs, type ViewFacts } from './use-view-acts.ts';
import { ViewDialog } from './view-dialog.tsx';
import { isChanged } from './view-state.ts';
import './views.css';

interface ViewStripProps {
  readonly entity: EntityDef;
  readonly views: readonly ListView[];
  readonly current: ListView;
  /** What the list shows now. */
  readonly content: ViewContent;
  /** Of what is shown now. */
  readonly address: string;
  readonly onOpen: (key: string) => void;
  /** The view of that key is the one that is open, as the list is now. */
  readonly onSaved: (key: string) => void;
  readonly onReset: () => void;
}

/** Many views do not fit side by side: the one that is open is in sight. */
function showTab(tab: HTMLElement | null): void {
  // With the next frame: asked at once, the page would be laid out for it before it is complete.
  requestAnimationFrame(() => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
}

type Asking = 'new' | 'rename' | null;

export const ViewStrip = memo(function ViewStrip(props: ViewStripProps) {
  const { entity, views, current, content, onOpen } = props;
  const { meId, navigation } = useSession();
  const acts = useViewActs(entity, views);
  const [asking, setAsking] = useState<Asking>(null);

  const { row } = current;
  const isMine = row === undefined || row.owner === meId;
  const changed = isChanged(current, content);
  const facts: ViewFacts = {
    name: current.name,
    icon: current.icon,
    shared: row?.shared === true,
    departments: row?.departments ?? [],
  };
  const create = async (wanted: ViewFacts, shown: ViewContent): Promise<void> => {
    const key = await acts.create(wanted, shown, current.key);
    if (key !== null) props.onSaved(key);
  };
  const remove = async (): Promise<void> => {
    if (await acts.remove(current)) onOpen(ALL_VIEW);
  };
  const savedAt = views.filter((view) => view.row !== undefined).indexOf(current);
  const isLast = views.at(-1) === current;
  return (
    <div
      className="view-strip"
      role="group"
      aria-label={`Views of ${entity.label.many.toLowerCase()}`}
    >
      <ul className="view-tabs">
        {views.map((view) => (
          <li key={view.key}>
            <a
              className="view-tab"
              href={`#/${entity.name}?saved=${view.key}`}
              {...(view.key === current.key ? { 'aria-current': 'page', ref: showTab } : {})}
              onClick={(event) => {
                event.preventDefault();
                onOpen(view.key);
              }}
            >
              <Icon name={view.icon} size={13} />
              <span className="view-name">{view.name}</span>
              {view.row !== undefined && view.row.shared !== true && (
                <span className="view-private" title="Shown to you alone">
                  <Icon name="lock" size={11} />
                  <span className="visually-hidden"> (private)</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
      <div className="view-acts">
        {changed && (
          <>
            <span className="view-changed">Changed</span>
            {row !== undefined && (
              <Button size="compact-xs" onClick={() => void acts.save(current, content)}>
                Save
              </Button>
            )}
            <Button
              size="compact-xs"
              variant={row === undefined ? 'light' : 'subtle'}
              onClick={() => setAsking('new')}
            >
              Save as…
            </Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={props.onReset}>
              Reset
            </Button>
          </>
        )}
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={`More about the view ${current.name}`}
            >
              <Icon name="more" size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setAsking('new')}>Save as a new view…</Menu.Item>
            {row !== undefined && (
              <>
                <Menu.Item onClick={() => setAsking('rename')}>Rename…</Menu.Item>
                {isMine && (
                  <Menu.Item
                    onClick={() => void acts.describe(current, { ...facts, shared: !facts.shared })}
                  >
                    {facts.shared ? 'Make it private' : 'Share with everybody'}
                  </Menu.Item>
                )}
                <Menu.Item
                  onClick={() =>
                    void create(
                      { ...facts, name: `${current.name} (copy)`, shared: false },
                      current.content,
                    )
                  }
                >
                  Duplicate
                </Menu.Item>
                <Menu.Item disabled={savedAt === 0} onClick={() => void acts.move(current, -1)}>
                  Move to the left
                </Menu.Item>
                <Menu.Item disabled={isLast} onClick={() => void acts.move(current, 1)}>
                  Move to the right
                </Menu.Item>
              </>
            )}
            <Menu.Item onClick={() => navigation.copyLink(props.address)}>Copy the link</Menu.Item>
            {row !== undefined && (
              <>
                <Menu.Divider />
                <Menu.Item color="var(--bad)" onClick={() => void remove()}>
                  Delete
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {asking === 'new' && (
        <ViewDialog
          title="Save as a new view"
          facts={{
            name: row === undefined ? '' : `${current.name} (copy)`,
            icon: 'list',
            shared: false,
            departments: [],
          }}
          done="Save"
          mayShare
          onClose={() => setAsking(null)}
          onDone={(wanted) => {
            setAsking(null);
            void create(wanted, content);
          }}
        />
      )}
      {asking === 'rename' && (
        <ViewDialog
          title="Rename the view"
          facts={facts}
          done="Change"
          mayShare={isMine}
          onClose={() => setAsking(null)}
          onDone={(wanted) => {
            setAsking(null);
            void acts.describe(current, wanted);
          }}
        />
      )}
    </div>
  );
});
