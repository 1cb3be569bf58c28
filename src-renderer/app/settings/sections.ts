/** The one list of settings screens. Adding one is its file and its line here. */
import { AppearanceSection } from './appearance-section.tsx';
import { LayoutsSection } from './layouts/layouts-section.tsx';
import { LeadRoutingSection } from './lead-routing-section.tsx';
import { DataQualitySection } from './data-quality-section.tsx';
import { LeadScoringSection } from './lead-scoring-section.tsx';
import { PipelinesSection } from './pipelines/pipelines-section.tsx';
import { RatesSection } from './rates-section.tsx';
import { FieldsSection } from './fields-section.tsx';
import { ObjectsSection } from './objects-section.tsx';
import { QueuesSection } from './queues-section.tsx';
import { PriceBooksSection, PromotionsSection } from './price-books-section.tsx';
import { QuotesSection } from './quotes-section.tsx';
import { RecentActsSection } from './recent-acts-section.tsx';
import { SampleDataSection } from './sample-data-section.tsx';
import { SavedRepliesSection } from './saved-replies-section.tsx';
import { ServiceLevelsSection } from './service-levels-section.tsx';
import { ExportSection } from './export-section.tsx';
import { PortalSection } from './portal-section.tsx';
import type { SettingsSection } from './settings-section.ts';
import { SurveysSection } from './surveys-section.tsx';
import { TerritoriesSection } from './territories-section.tsx';
import { ViewsSection } from './views-section.tsx';
import { WorkspaceSection } from './workspace-section.tsx';

/** In the order in which they are offered; the first is shown unless another is asked for. */
export const settingsSections: readonly SettingsSection[] = [
  { key: 'workspace', label: 'Workspace', icon: 'building', Section: WorkspaceSection },
  { key: 'appearance', label: 'Appearance', icon: 'sun', Section: AppearanceSection },
  { key: 'fields', label: 'Fields', icon: 'text', Section: FieldsSection },
  { key: 'objects', label: 'Objects', icon: 'package', Section: ObjectsSection },
  { key: 'layouts', label: 'Layouts', icon: 'list', keeps: 'layout', Section: LayoutsSection },
  { key: 'views', label: 'Views', icon: 'columns', Section: ViewsSection },
  {
    key: 'service-levels',
    label: 'Service levels',
    icon: 'clock',
    keeps: 'servicePolicy',
    Section: ServiceLevelsSection,
  },
  { key: 'queues', label: 'Queues', icon: 'stack', keeps: 'queue', Section: QueuesSection },
  { key: 'saved-replies', label: 'Saved replies', icon: 'mail', Section: SavedRepliesSection },
  { key: 'surveys', label: 'Surveys', icon: 'star', keeps: 'survey', Section: SurveysSection },
  { key: 'portal', label: 'Portal', icon: 'world', Section: PortalSection },
  {
    key: 'territories',
    label: 'Territories',
    icon: 'world',
    keeps: 'territory',
    Section: TerritoriesSection,
  },
  { key: 'lead-routing', label: 'Lead routing', icon: 'target-arrow', Section: LeadRoutingSection },
  {
    key: 'lead-scoring',
    label: 'Lead scoring',
    icon: 'target-arrow',
    keeps: 'scoreRule',
    Section: LeadScoringSection,
  },
  {
    key: 'data-quality',
    label: 'Data quality',
    icon: 'checkbox',
    keeps: 'qualityRule',
    Section: DataQualitySection,
  },
  { key: 'export', label: 'Export and import', icon: 'download', Section: ExportSection },
  { key: 'quotes', label: 'Quotes', icon: 'file-text', Section: QuotesSection },
  {
    key: 'price-books',
    label: 'Price books',
    icon: 'tags',
    keeps: 'priceBook',
    Section: PriceBooksSection,
  },
  {
    key: 'promotions',
    label: 'Promotions',
    icon: 'percentage',
    keeps: 'promotion',
    Section: PromotionsSection,
  },
  { key: 'pipelines', label: 'Pipelines', icon: 'layout-kanban', Section: PipelinesSection },
  { key: 'rates', label: 'Exchange rates', icon: 'coin', Section: RatesSection },
  { key: 'sample-data', label: 'Sample data', icon: 'sparkle', Section: SampleDataSection },
  { key: 'acts', label: 'What you did', icon: 'undo', Section: RecentActsSection },
];

/** Where records of an entity that configures the workspace are kept. */
export function sectionKeeping(entity: string): SettingsSection | undefined {
  return settingsSections.find(({ keeps }) => keeps === entity);
}

export function settingsSectionNamed(key: string | undefined): SettingsSection | undefined {
  return key === undefined
    ? settingsSections[0]
    : settingsSections.find((section) => section.key === key);
}
