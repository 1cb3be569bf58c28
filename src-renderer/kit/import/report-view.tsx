import { Button } from '@mantine/core';
import type { ImportPlan, ImportReport } from '../../../crm/contracts/rpc/import.rpc.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import { fieldLabel } from './import-state.ts';

interface ReportViewProps {
  readonly entity: EntityDef;
  readonly plan: ImportPlan;
  readonly report: ImportReport;
  /** Absent once it is done: offers can be taken only before. */
  readonly onAccept?: (problems: ImportReport['problems']) => void;
}

/** Values shown; the rest is counted. */
const PROBLEMS_SHOWN = 100;

export function ReportView({ entity, report, onAccept }: ReportViewProps) {
  const { locale } = useSession();
  const format = (value: number): string => numberFormat(locale, {}).format(value);
  const offered = report.problems.filter((problem) => problem.offer !== null);
  const many = entity.label.many.toLowerCase();
  const one = entity.label.one.toLowerCase();
  const unlinked = Object.entries(report.withoutLink).filter(([, rows]) => rows > 0);
  const figures: readonly (readonly [string, number])[] = [
    [onAccept === undefined ? 'created' : 'to create', report.created],
    [onAccept === undefined ? 'updated' : 'to update', report.updated],
    ['unchanged', report.unchanged],
  ];
  return (
    <>
      <dl className="figures">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>
              {many} {label}
            </dt>
            <dd>{format(value)}</dd>
          </div>
        ))}
        <div>
          <dt>rows left out</dt>
          <dd>{format(report.skippedCount)}</dd>
        </div>
        {report.also.flatMap((part) => {
          const name = (entityNamed(part.entity)?.label.many ?? part.entity).toLowerCase();
          return [
            [`${name} ${onAccept === undefined ? 'created' : 'to create'}`, part.created] as const,
            [`${name} ${onAccept === undefined ? 'updated' : 'to update'}`, part.updated] as const,
          ]
            .filter(([, value]) => value > 0)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{format(value)}</dd>
              </div>
            ));
        })}
        {Object.entries(report.linkedCreated).map(([name, value]) => (
          <div key={name}>
            <dt>
              {(entityNamed(name)?.label.many ?? name).toLowerCase()}{' '}
              {onAccept === undefined ? 'created' : 'to create'} for links
            </dt>
            <dd>{format(value)}</dd>
          </div>
        ))}
      </dl>
      {unlinked.length > 0 && (
        <ul className="import-notes">
          {unlinked.map(([field, rows]) => (
            <li key={field}>
              {format(rows)} {rows === 1 ? one : many} without{' '}
              {entity.fields[field]?.label ?? field}
            </li>
          ))}
        </ul>
      )}
      {report.problems.length > 0 && (
        <section aria-label="Values that could not be read">
          <header className="import-problems-head">
            <h2>Values that could not be read</h2>
            {onAccept !== undefined && offered.length > 1 && (
              <Button variant="light" size="compact-sm" onClick={() => onAccept(offered)}>
                Accept all {offered.length} offers
              </Button>
            )}
          </header>
          <p className="field-help">Their rows are imported; only these fields stay empty.</p>
          <table className="import-columns">
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">In the file</th>
                <th scope="col">Why</th>
                <th scope="col" className="import-number">
                  Rows
                </th>
                <th scope="col">Offer</th>
              </tr>
            </thead>
            <tbody>
              {report.problems.slice(0, PROBLEMS_SHOWN).map((problem) => (
                <tr key={`${problem.field} ${problem.text}`}>
                  <td>{fieldLabel(entity, problem.field)}</td>
                  <th scope="row">{problem.text}</th>
                  <td>
                    {problem.reason}, first in row {format(problem.firstRow)}
                  </td>
                  <td className="import-number">{format(problem.rows)}</td>
                  <td>
                    {problem.offer !== null &&
                      (onAccept === undefined ? (
                        problem.offer
                      ) : (
                        <Button
                          variant="light"
                          size="compact-sm"
                          onClick={() => onAccept([problem])}
                        >
                          Read as “{problem.offer}”
                        </Button>
                      ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {report.problems.length > PROBLEMS_SHOWN && (
            <p className="field-help">
              And {format(report.problems.length - PROBLEMS_SHOWN)} more.
            </p>
          )}
        </section>
      )}
      {report.doubts.length > 0 && (
        <section aria-label="Taken as they are">
          <h2>Taken as they are, and worth a look</h2>
          <ul className="import-notes">
            {report.doubts.map(({ reason, rows, firstRow }) => (
              <li key={reason}>
                {format(rows)} {rows === 1 ? one : many} {reason} (
                {rows === 1 ? 'row' : 'first in row'} {format(firstRow)})
              </li>
            ))}
          </ul>
        </section>
      )}
      {report.skipped.length > 0 && (
        <section aria-label="Rows left out">
          <h2>Rows left out</h2>
          <ul className="import-notes">
            {report.skipped.map((row) => (
              <li key={row.row}>
                Row {format(row.row)}: {row.reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
