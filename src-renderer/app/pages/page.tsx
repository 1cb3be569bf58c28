import { useCallback, useEffect } from 'react';
import { comment } from '../../../crm/modules/comment/comment.entity.ts';
import { forecastFieldsOf } from '../../../crm/modules/deal/forecast.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { Calendar } from '../../kit/calendar/calendar.tsx';
import { DuplicatesPage } from '../../kit/duplicates/duplicates-page.tsx';
import { InboxPage } from '../../kit/inbox/inbox-page.tsx';
import { ImportPage } from '../../kit/import/import-page.tsx';
import { QualityPage } from '../../kit/quality/quality-page.tsx';
import { RecordPage } from '../../kit/record/record-page.tsx';
import { DeskPage, type DeskPlace } from '../../kit/service/desk-page.tsx';
import { FiguresPage } from '../../kit/surveys/figures-page.tsx';
import { MyTasks } from '../../kit/timeline/my-tasks.tsx';
import type { Bootstrap, OpenWorkspace } from '../bootstrap.ts';
import type { Route } from '../route.ts';
import type { Router } from '../router.ts';
import { CommentPlace } from './comment-place.tsx';
import { ForecastPage } from './forecast-page.tsx';
import { ListPage } from './list-page.tsx';
import { SettingsPage } from './settings-page.tsx';

interface PageProps {
  readonly route: Route;
  /** Another number whenever somebody went somewhere, to the same place too. */
  readonly visit: number;
  readonly router: Router;
  readonly workspace: OpenWorkspace;
  readonly bootstrap: Bootstrap;
}

export function Page({ route, visit, router, workspace, bootstrap }: PageProps) {
  const { workspaceName } = workspace;
  const setTitle = useCallback(
    (title: string) => {
      document.title = `${title} · ${workspaceName} · Rapport`;
    },
    [workspaceName],
  );
  const fixedTitle = titleOf(route);
  useEffect(() => {
    if (fixedTitle !== null) setTitle(fixedTitle);
  }, [fixedTitle, setTitle]);

  switch (route.page) {
    case 'list': {
      const entity = entityNamed(route.entity);
      return entity === undefined ? null : (
        <ListPage key={entity.name} entity={entity} route={route} router={router} />
      );
    }
    case 'record': {
      if (route.entity === comment.name)
        return <CommentPlace key={route.id} id={route.id} router={router} />;
      const entity = entityNamed(route.entity);
      return entity === undefined ? null : (
        <RecordPage
          entity={entity}
          id={route.id}
          from={route.from}
          at={route.at}
          onTitle={setTitle}
        />
      );
    }
    case 'forecast': {
      const entity = entityNamed(route.entity);
      const fields = entity === undefined ? undefined : forecastFieldsOf(entity, route.pipeline);
      return entity === undefined || fields === undefined ? null : (
        <ForecastPage
          entity={entity}
          fields={fields}
          owner={route.owner}
          pipeline={route.pipeline}
          onAsk={({ owner, pipeline }) =>
            router.replace({
              page: 'forecast',
              entity: route.entity,
              ...(owner === undefined ? {} : { owner }),
              ...(pipeline === undefined ? {} : { pipeline }),
            })
          }
        />
      );
    }
    case 'duplicates': {
      const entity = entityNamed(route.entity);
      return entity === undefined ? null : (
        <DuplicatesPage
          key={entity.name}
          entity={entity}
          onEntity={(name) => router.replace({ page: 'duplicates', entity: name })}
          onQuality={() => router.go({ page: 'quality' })}
        />
      );
    }
    case 'quality':
      return (
        <QualityPage
          onDuplicates={(entity) => router.go({ page: 'duplicates', entity })}
          onRules={() => router.go({ page: 'settings', section: 'data-quality' })}
        />
      );
    case 'figures':
      return (
        <FiguresPage
          place={route.place}
          onPlace={(place) => router.replace({ page: 'figures', place })}
          onSurveys={() => router.go({ page: 'settings', section: 'surveys' })}
        />
      );
    case 'import':
      // Going there again begins a new import.
      return <ImportPage key={visit} entity={route.entity} />;
    case 'tasks':
      return <MyTasks />;
    case 'inbox':
      return <InboxPage />;
    case 'calendar':
      return (
        <Calendar
          place={route.place}
          onPlace={(place) => router.replace({ page: 'calendar', place })}
        />
      );
    case 'desk':
      return <ServiceDesk place={route.place} router={router} />;
    case 'settings':
      return (
        <SettingsPage
          section={route.section}
          router={router}
          workspace={workspace}
          bootstrap={bootstrap}
        />
      );
    default:
      return route satisfies never;
  }
}

function ServiceDesk({ place, router }: { readonly place: DeskPlace; readonly router: Router }) {
  const onPlace = useCallback(
    (next: DeskPlace) => {
      if (router.current().page === 'desk') router.replace({ page: 'desk', place: next });
    },
    [router],
  );
  return <DeskPage place={place} onPlace={onPlace} />;
}

/** null: the screen itself knows better. */
function titleOf(route: Route): string | null {
  switch (route.page) {
    case 'list':
      return entityNamed(route.entity)?.label.many ?? '';
    case 'record':
      return null;
    case 'forecast':
      return 'Forecast';
    case 'duplicates':
      return 'Duplicates';
    case 'quality':
      return 'Data quality';
    case 'figures':
      return 'Survey figures';
    case 'import':
      return 'Import';
    case 'tasks':
      return 'My tasks';
    case 'inbox':
      return 'Inbox';
    case 'calendar':
      return 'Calendar';
    case 'desk':
      return 'Service desk';
    case 'settings':
      return 'Settings';
    default:
      return route satisfies never;
  }
}
