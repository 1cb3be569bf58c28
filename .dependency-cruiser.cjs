/**
 * The import line of docs/ARCHITECTURE.md, as rules:
 *
 *   crm/kernel < crm/contracts < crm/modules (entity, rules)
 *     < { src-renderer/kit | src-renderer/worker | sync-relay | src-main }
 *     < crm/modules views < src-renderer/app
 *
 * Each rule says what it protects. tests/architecture/imports.test.ts breaks every one of them on
 * purpose in a small tree and expects the complaint.
 */

const TESTS = '\\.(test|e2e)\\.tsx?$';
const NODE_CORE = ['core'];
const VIEWS = '^crm/modules/.+\\.views\\.tsx$';
const PRODUCT = '^(crm|src-main|src-renderer|sync-relay)/';

/** @param {string} name @returns {string} where npm puts a package, and how an unresolved one reads */
const npm = (name) => `(^|/)node_modules/${name}(/|$)|^${name}(/|$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'Modules in a circle cannot be loaded or tested one at a time. In tests a type may look back: it is gone at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'product-has-no-circle-of-types',
      comment:
        'Nor can they be read one at a time: what both need is a file of its own, or belongs to one of them.',
      severity: 'error',
      from: { path: PRODUCT, pathNot: TESTS },
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere is a typing mistake or a file that was not committed.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'no-undeclared-packages',
      comment:
        'A package that came along with another one disappears when that one changes its mind.',
      severity: 'error',
      from: { path: PRODUCT },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'product-uses-no-development-package',
      comment: 'Development packages are not on the machine of a user or of a relay.',
      severity: 'error',
      from: { path: PRODUCT, pathNot: TESTS },
      to: {
        dependencyTypes: ['npm-dev'],
        // Electron is given by the runtime itself.
        pathNot: [npm('electron'), '/@types/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'product-imports-no-test',
      comment: 'What only a test needs must not reach a user.',
      severity: 'error',
      from: { path: PRODUCT, pathNot: TESTS },
      to: { path: ['^tests/', TESTS] },
    },

    {
      name: 'kernel-stands-alone',
      comment:
        'The kernel is the bottom: it defines what an entity, a field and a rule are, for every process.',
      severity: 'error',
      from: { path: '^crm/kernel/', pathNot: TESTS },
      to: { path: ['^crm/(?!kernel/)', '^(src-main|src-renderer|sync-relay|scripts|tests)/'] },
    },
    {
      name: 'kernel-imports-no-other-package',
      comment:
        'It runs in a page, a worker, the relay and a test alike. Hashes make the ids of derived records; numbering plans of telephones are nothing to write oneself.',
      severity: 'error',
      from: { path: '^crm/kernel/', pathNot: TESTS },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'],
        pathNot: [npm('zod'), npm('@noble/hashes'), npm('libphonenumber-js')],
      },
    },
    {
      name: 'contracts-import-only-the-kernel',
      comment: 'A message is declared in terms of the kernel; it knows neither of its two ends.',
      severity: 'error',
      from: { path: '^crm/contracts/', pathNot: TESTS },
      to: {
        path: ['^crm/(?!kernel/|contracts/)', '^(src-main|src-renderer|sync-relay|scripts|tests)/'],
      },
    },
    {
      name: 'modules-import-only-below',
      comment:
        'An entity and its rules are data and pure functions: the kernel, the contracts and other modules.',
      severity: 'error',
      from: { path: '^crm/modules/', pathNot: [VIEWS, TESTS] },
      to: {
        path: ['^(src-main|src-renderer|sync-relay|scripts|tests)/', VIEWS],
      },
    },
    {
      name: 'modules-share-types-only',
      comment:
        "A module may speak of another module's entity as a type. Its values are reached by the registry, so that one folder stays one entity.",
      severity: 'error',
      from: {
        path: '^crm/modules/([^/]+)/.+\\.(entity|rules)\\.ts$',
      },
      to: {
        path: '^crm/modules/[^/]+/',
        pathNot: '^crm/modules/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'crm-knows-no-process',
      comment: 'The product as data is shared by every process, so it may use none of their means.',
      severity: 'error',
      from: { path: '^crm/', pathNot: [VIEWS, TESTS] },
      to: { dependencyTypes: NODE_CORE },
    },
    {
      name: 'crm-knows-no-interface',
      comment: 'Only views draw; everything else of a module also runs where there is no screen.',
      severity: 'error',
      from: { path: '^crm/', pathNot: [VIEWS, TESTS] },
      to: {
        path: [
          npm('electron'),
          npm('react'),
          npm('react-dom'),
          npm('@mantine/[^/]+'),
          npm('@tanstack/[^/]+'),
          npm('@tiptap/[^/]+'),
          npm('ws'),
        ],
      },
    },

    {
      name: 'only-the-worker-holds-documents',
      comment:
        'One owner of the truth: the worker writes and projects, everybody else sees rows. The notes editor needs the document that it edits.',
      severity: 'error',
      from: {
        path: '^(crm|src-main|src-renderer)/',
        pathNot: ['^src-renderer/worker/', '^src-renderer/kit/notes/', TESTS],
      },
      to: { path: [npm('yjs'), npm('y-[a-z]+'), npm('@tiptap/y-tiptap')] },
    },
    {
      name: 'only-the-worker-stores',
      comment: 'Two writers of one database would lose each other’s journal.',
      severity: 'error',
      from: {
        path: '^(crm|src-main|src-renderer|sync-relay)/',
        pathNot: ['^src-renderer/worker/', TESTS],
      },
      to: { path: npm('dexie') },
    },
    {
      name: 'relay-stands-alone',
      comment: 'A relay is installed without the app, and never sees what a record means.',
      severity: 'error',
      from: { path: '^sync-relay/', pathNot: TESTS },
      to: { path: ['^crm/modules/', '^(src-main|src-renderer|scripts|tests)/', npm('electron')] },
    },
    {
      name: 'main-process-stands-alone',
      comment: 'The main process keeps windows, files and keys; records live in the worker.',
      severity: 'error',
      from: { path: '^src-main/', pathNot: TESTS },
      to: { path: ['^crm/modules/', '^(src-renderer|sync-relay|scripts|tests)/'] },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'Pages and their worker are sandboxed: what they need of the system goes over IPC.',
      severity: 'error',
      from: { path: ['^src-renderer/', VIEWS], pathNot: TESTS },
      to: { dependencyTypes: NODE_CORE },
    },
    {
      name: 'renderer-has-no-electron',
      comment: 'The same, for Electron itself and for the code of the main process.',
      severity: 'error',
      from: { path: ['^src-renderer/', VIEWS], pathNot: TESTS },
      to: { path: [npm('electron'), '^(src-main|sync-relay|scripts)/'] },
    },
    {
      name: 'preload-imports-electron-and-contracts',
      comment:
        'A sandboxed preload can load nothing else, and every line of it runs beside the page.',
      severity: 'error',
      from: { path: '^src-main/preload/', pathNot: TESTS },
      to: { pathNot: ['^src-main/preload/', '^crm/(contracts|kernel)/', npm('electron')] },
    },
    {
      name: 'worker-has-no-interface',
      comment: 'The worker outlives windows and runs in tests without a screen.',
      severity: 'error',
      from: { path: '^src-renderer/worker/', pathNot: TESTS },
      to: {
        path: [
          '^src-renderer/(kit|app)/',
          VIEWS,
          npm('react'),
          npm('react-dom'),
          npm('@mantine/[^/]+'),
          npm('@tiptap/(?!y-tiptap)[^/]+'),
        ],
      },
    },
    {
      name: 'kit-does-not-reach-into-the-worker',
      comment: 'They speak through the contract only: another build of the worker may answer.',
      severity: 'error',
      from: { path: '^src-renderer/kit/', pathNot: TESTS },
      to: { path: ['^src-renderer/(worker|app)/', VIEWS] },
    },
    {
      name: 'views-build-on-the-kit',
      comment: 'A view composes the kit; it knows neither the worker nor the shell around it.',
      severity: 'error',
      from: { path: VIEWS },
      to: { path: ['^src-renderer/(worker|app)/', '^(src-main|sync-relay|scripts|tests)/'] },
    },
    {
      name: 'app-does-not-reach-into-the-worker',
      comment: 'The shell starts the worker by its address, and calls it through the contract.',
      severity: 'error',
      from: { path: '^src-renderer/app/', pathNot: TESTS },
      to: { path: '^src-renderer/worker/' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', '^\\.runtime/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
};
