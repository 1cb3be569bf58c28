/** The ways that deals take: pipelines, and their stages in order. */
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { EntityDef } from '../../../../crm/kernel/entity.ts';
import type { Option } from '../../../../crm/kernel/fields/option-matching.ts';
import { stagedFieldOf, stagesOf, type StagedField } from '../../../../crm/kernel/pipelines.ts';
import { pipeline as pipelineEntity } from '../../../../crm/modules/pipeline/pipeline.entity.ts';
import { useActs } from '../../../kit/acts/acts.ts';
import { useOneAtATime } from '../../../kit/acts/use-one-at-a-time.ts';
import { Icon } from '../../../kit/icons/icon.tsx';
import { FieldInput } from '../../../kit/record/field-input.tsx';
import { useWorkModules } from '../../../kit/session/use-definitions.ts';
import { useLiveQuery } from '../../../kit/session/use-live-query.ts';
import './pipelines.css';
import { NewStage } from './new-stage.tsx';
import { StageRows } from './stage-rows.tsx';
import { DialogFoot } from '../../../kit/acts/dialog-foot.tsx';

export function PipelinesSection() {
  const modules = useWorkModules();
  const entity = modules.find(({ entity: one }) => stagedFieldOf(one) !== undefined)?.entity;
  const staged = entity === undefined ? undefined : stagedFieldOf(entity);
  if (entity === undefined || staged === undefined) return null;
  return <Pipelines entity={entity} staged={staged} />;
}

interface PipelinesProps {
  readonly entity: EntityDef;
  readonly staged: StagedField;
}

function Pipelines({ entity, staged }: PipelinesProps) {
  const { command: run } = useActs();
  const choice = entity.fields[staged.pipeline];
  const pipelines = choice?.kind === 'select' ? choice.options : [];
  const [wanted, setWanted] = useState<string>();
  const [asks, setAsks] = useState<'new' | 'remove'>();
  const shown = pipelines.find(({ value }) => value === wanted) ?? pipelines[0];
  const { result } = useLiveQuery({
    entity: entity.name,
    sort: [],
    group: { field: staged.key },
    archived: 'with',
    window: { offset: 0, limit: 0 },
  });
  if (shown === undefined) return null;
  const countOf = (stage: string): number =>
    result?.groups?.find(({ key }) => key === stage)?.count ?? 0;
  const others = pipelines.filter(({ value }) => value !== shown.value);
  const isFirst = shown === pipelines[0];
  return (
    <section aria-label="Pipelines">
      <h2>Pipelines</h2>
      <p className="field-help">
        Each pipeline is a board of its own. A change reaches the whole team, and can be undone.
      </p>
      <div className="pipeline-head">
        <Select
          label="Pipeline"
          data={pipelines.map(({ value, label }) => ({ value, label }))}
          value={shown.value}
          allowDeselect={false}
          onChange={(value) => value !== null && setWanted(value)}
        />
        <FieldInput
          key={shown.value}
          entity={pipelineEntity.name}
          fieldKey="name"
          field={{ ...pipelineEntity.fields.name, label: 'Name' }}
          value={shown.label}
          autoFocus={false}
          titleOf={() => undefined}
          onCommit={(name) =>
            typeof name === 'string' &&
            void run('pipeline.rename', { pipeline: shown.value, name }, `Renamed to ${name}`)
          }
          onCancel={() => undefined}
        />
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => setAsks('new')}
        >
          New pipeline
        </Button>
        {!isFirst && (
          <Button variant="subtle" color="gray" onClick={() => setAsks('remove')}>
            Remove
          </Button>
        )}
      </div>
      <StageRows
        key={`stages-${shown.value}`}
        entity={entity}
        pipeline={shown.value}
        stages={stagesOf(staged.field, shown.value)}
        countOf={countOf}
        isCounted={result !== undefined}
      />
      <NewStage key={`new-${shown.value}`} pipeline={shown.value} />
      {asks === 'new' && (
        <NewPipeline
          like={shown}
          onClose={() => setAsks(undefined)}
          onCreate={async (name) => {
            const input = { name, like: shown.value };
            if (await run('pipeline.create', input, `Pipeline ${name} is there`))
              setAsks(undefined);
          }}
        />
      )}
      {asks === 'remove' && (
        <RemovePipeline
          shown={shown}
          others={others}
          onClose={() => setAsks(undefined)}
          onRemove={async (into) => {
            const input = { pipeline: shown.value, into };
            if (await run('pipeline.remove', input, `Pipeline ${shown.label} removed`))
              setAsks(undefined);
          }}
        />
      )}
    </section>
  );
}

interface NewPipelineProps {
  readonly like: Option;
  readonly onClose: () => void;
  readonly onCreate: (name: string) => Promise<void>;
}

function NewPipeline({ like, onClose, onCreate }: NewPipelineProps) {
  const oneAtATime = useOneAtATime();
  const [name, setName] = useState('');
  return (
    <Modal
      opened
      onClose={onClose}
      title="New pipeline"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className="pipeline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') oneAtATime(() => onCreate(name.trim()));
        }}
      >
        <TextInput
          label="Name"
          data-autofocus
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <p className="field-help">It begins with the stages of {like.label}.</p>
        <DialogFoot onCancel={onClose}>
          <Button type="submit" disabled={name.trim() === ''}>
            Create pipeline
          </Button>
        </DialogFoot>
      </form>
    </Modal>
  );
}

interface RemovePipelineProps {
  readonly shown: Option;
  readonly others: readonly Option[];
  readonly onClose: () => void;
  readonly onRemove: (into: string) => Promise<void>;
}

function RemovePipeline({ shown, others, onClose, onRemove }: RemovePipelineProps) {
  const [into, setInto] = useState(others[0]?.value ?? null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Remove ${shown.label}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="pipeline-form">
        <Select
          label="Its deals go to"
          data={others.map(({ value, label }) => ({ value, label }))}
          value={into}
          allowDeselect={false}
          data-autofocus
          onChange={setInto}
        />
        <p className="field-help">Each comes into the stage there that means the same.</p>
        <DialogFoot onCancel={onClose}>
          <Button color="red" onClick={() => into !== null && void onRemove(into)}>
            Remove pipeline
          </Button>
        </DialogFoot>
      </div>
    </Modal>
  );
}
