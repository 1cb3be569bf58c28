import { afterEach, beforeEach, expect, test } from 'vitest';
import { stagesOf } from '../../../../crm/kernel/pipelines.ts';
import { deal } from '../../../../crm/modules/deal/deal.entity.ts';
import { SALES_PIPELINE } from '../../../../crm/modules/deal/stages.ts';
import { openScreen, type Screen } from '../../../kit/fields/fixtures/screen.fixture.tsx';
import { StageRows } from './stage-rows.tsx';

let screen: Screen;
beforeEach(() => {
  screen = openScreen();
});
afterEach(() => screen.close());

const stages = stagesOf(deal.fields.stage, SALES_PIPELINE);
const open = stages.filter(({ outcome }) => outcome === 'open');

test.each([true, false])(
  'a stage can be removed once its records are counted: %s',
  async (isCounted) => {
    await screen.show(
      <table>
        <StageRows
          entity={deal}
          pipeline={SALES_PIPELINE}
          stages={stages}
          countOf={() => 0}
          isCounted={isCounted}
        />
      </table>,
    );
    const buttons = [...screen.container.querySelectorAll<HTMLButtonElement>('button')].filter(
      (button) => /remove/i.test(button.getAttribute('aria-label') ?? button.textContent ?? ''),
    );
    expect(buttons).toHaveLength(stages.length);
    const enabled = buttons.filter(({ disabled }) => !disabled);
    expect(enabled).toHaveLength(isCounted ? open.length : 0);
  },
);
