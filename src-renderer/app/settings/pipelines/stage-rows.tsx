/** The stages of a pipeline: edited where they stand, moved by hand, by buttons or by Alt and the arrows. */
import { ActionIcon, Button, Modal, MultiSelect, Select } from '@mantine/core';
import { useRef, useState } from 'react';
import type { EntityDef } from '../../../../crm/kernel/entity.ts';
import type { StageOption } from '../../../../crm/kernel/fields/stage.field.ts';
import { pipeline as pipelineEntity } from '../../../../crm/modules/pipeline/pipeline.entity.ts';
import { useActs } from '../../../kit/acts/acts.ts';
import { Icon } from '../../../kit/icons/icon.tsx';
import { stepOfKey } from '../../../kit/ordering/use-drag-line.ts';
import { useFocusFollows } from '../../../kit/ordering/use-focus-follows.ts';
import { FieldInput } from '../../../kit/record/field-input.tsx';
import { StageLine } from './stage-line.tsx';
import { DialogFoot } from '../../../kit/acts/dialog-foot.tsx';

const { columns } = pipelineEntity.fields.stages;

interface StageRowsProps {
  readonly entity: EntityDef;
  readonly pipeline: string;
  readonly stages: readonly StageOption[];
  readonly countOf: (stage: string) => number;
  /** False while the counts are on their way: a stage must not look empty because of that. */
  readonly isCounted: boolean;
}

export function StageRows({ entity, pipeline, stages, countOf, isCounted }: StageRowsProps) {
  const { command: run } = useActs();
  const [removing, setRemoving] = useState<StageOption>();
  const body = useRef<HTMLTableSectionElement>(null);
  const followFocus = useFocusFollows(body, stages);

  const set = (stage: StageOption, change: object, said: string): void =>
    void run('pipeline.setStage', { pipeline, stage: stage.value, ...change }, said);
  const move = (stage: StageOption, by: 1 | -1): void => {
    followFocus(`${stage.value} ${by}`);
    const input = { pipeline, stage: stage.value, by };
    void run('pipeline.moveStage', input, `${stage.label} moved`).then((done) => {
      if (!done) followFocus(null);
    });
  };
  /** Places are counted among those of one outcome, as the command does. */
  const dropped = (moved: string, onto: StageOption, below: boolean): void => {
    const among = stages.filter(({ outcome }) => outcome === onto.outcome);
    const from = among.findIndex(({ value }) => value === moved);
    const stage = among[from];
    if (stage === undefined) return;
    const gap = among.indexOf(onto) + (below ? 1 : 0);
    const by = (gap > from ? gap - 1 : gap) - from;
    if (by !== 0)
      void run('pipeline.moveStage', { pipeline, stage: moved, by }, `${stage.label} moved`);
  };
  const remove = async (stage: StageOption, into: string | null): Promise<void> => {
    const input = { pipeline, stage: stage.value, into };
    if (await run('pipeline.removeStage', input, `Stage ${stage.label} removed`))
      setRemoving(undefined);
  };
  const askable = Object.entries(entity.fields)
    .filter(
      ([, { kind, readOnly, required }]) =>
        readOnly !== true && required !== true && kind !== 'rows',
    )
    .map(([value, { label }]) => ({ value, label }));

  return (
    <>
      <table className="stages">
        <thead>
          <tr>
            <th scope="col" className="stages-grip">
              <span className="visually-hidden">By hand</span>
            </th>
            <th scope="col" className="stages-name">
              Stage
            </th>
            <th scope="col">Probability</th>
            <th scope="col" className="stages-needs">
              Required to enter it
            </th>
            <th scope="col" className="stages-count">
              {entity.label.many}
            </th>
            <th scope="col">
              <span className="visually-hidden">Order</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {stages.map((stage, index) => {
            const { value, label, outcome } = stage;
            const isOnly = stages.every((one) => one === stage || one.outcome !== outcome);
            const mayGo = (by: 1 | -1): boolean => stages[index + by]?.outcome === outcome;
            return (
              <StageLine
                key={value}
                pipeline={pipeline}
                stage={stage}
                onDrop={(moved, below) => dropped(moved, stage, below)}
                onKeyDown={(event) => {
                  const by = stepOfKey(event);
                  if (by === 0) return;
                  event.preventDefault();
                  if (mayGo(by)) move(stage, by);
                }}
              >
                <td>
                  <FieldInput
                    entity={pipelineEntity.name}
                    fieldKey="label"
                    field={{ ...columns.label, label: `Name of ${label}`, required: true }}
                    value={label}
                    autoFocus={false}
                    withLabel={false}
                    titleOf={() => undefined}
                    onCommit={(next) =>
                      typeof next === 'string' && set(stage, { label: next }, `Renamed to ${next}`)
                    }
                    onCancel={() => undefined}
                  />
                </td>
                <td className="stages-chance">
                  {outcome === 'open' ? (
                    <FieldInput
                      entity={pipelineEntity.name}
                      fieldKey="probability"
                      field={{ ...columns.probability, label: `Probability of ${label}` }}
                      value={stage.probability}
                      autoFocus={false}
                      withLabel={false}
                      titleOf={() => undefined}
                      onCommit={(next) =>
                        set(
                          stage,
                          { probability: typeof next === 'number' ? next : 0 },
                          `Probability of ${label} changed`,
                        )
                      }
                      onCancel={() => undefined}
                    />
                  ) : (
                    <span className="stages-end">{outcome === 'won' ? 'Won' : 'Lost'}</span>
                  )}
                </td>
                <td>
                  <MultiSelect
                    aria-label={`Required to enter ${label}`}
                    placeholder={stage.requires?.length ? '' : 'Nothing'}
                    data={askable}
                    value={[...(stage.requires ?? [])]}
                    searchable
                    hidePickedOptions
                    onChange={(requires) =>
                      set(stage, { requires }, `Required fields of ${label} changed`)
                    }
                  />
                </td>
                <td className="stages-count">{countOf(value)}</td>
                <td>
                  <span className="stages-acts">
                    {([-1, 1] as const).map((by) => (
                      <ActionIcon
                        key={by}
                        variant="subtle"
                        color="gray"
                        size={24}
                        data-focus={`${value} ${by}`}
                        aria-label={`Move ${label} ${by < 0 ? 'up' : 'down'}`}
                        // Stays reachable at the end of its way: whoever moves it there keeps the focus.
                        aria-disabled={!mayGo(by)}
                        onClick={() => mayGo(by) && move(stage, by)}
                      >
                        <Icon name={by < 0 ? 'arrow-up' : 'arrow-down'} size={14} />
                      </ActionIcon>
                    ))}
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={24}
                      aria-label={`Remove ${label}`}
                      disabled={isOnly || !isCounted}
                      title={isOnly ? 'A pipeline needs one of each outcome' : undefined}
                      onClick={() =>
                        countOf(value) > 0 ? setRemoving(stage) : void remove(stage, null)
                      }
                    >
                      <Icon name="trash" size={14} />
                    </ActionIcon>
                  </span>
                </td>
              </StageLine>
            );
          })}
        </tbody>
      </table>
      {removing !== undefined && (
        <RemoveStage
          stage={removing}
          count={countOf(removing.value)}
          noun={entity.label}
          others={stages.filter(({ value }) => value !== removing.value)}
          onClose={() => setRemoving(undefined)}
          onRemove={(into) => void remove(removing, into)}
        />
      )}
    </>
  );
}

interface RemoveStageProps {
  readonly stage: StageOption;
  readonly count: number;
  readonly noun: EntityDef['label'];
  readonly others: readonly StageOption[];
  readonly onClose: () => void;
  readonly onRemove: (into: string) => void;
}

function RemoveStage({ stage, count, noun, others, onClose, onRemove }: RemoveStageProps) {
  const alike = others.find(({ outcome }) => outcome === stage.outcome);
  const [into, setInto] = useState(alike?.value ?? null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Remove ${stage.label}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="pipeline-form">
        <Select
          label={`Its ${count} ${(count === 1 ? noun.one : noun.many).toLowerCase()} go to`}
          data={others.map(({ value, label }) => ({ value, label }))}
          value={into}
          allowDeselect={false}
          data-autofocus
          onChange={setInto}
        />
        <DialogFoot onCancel={onClose}>
          <Button color="red" onClick={() => into !== null && onRemove(into)}>
            Remove stage
          </Button>
        </DialogFoot>
      </div>
    </Modal>
  );
}
