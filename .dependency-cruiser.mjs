// The rule of the house: imports point down and facts travel up. CONTRIBUTING.md, "Where things go", says it in words.

/** From the ground up: a feature may call the ones before it. */
const features = [
  'accounts',
  'organizations',
  'customers',
  'activity',
  'imports',
  'forecasts',
  'metrics',
  'segments',
  'loyalty',
  'messages',
  'campaigns',
  'reports',
  'privacy',
];

const models = '^packages/models/';
const contract = '^packages/contract/';
const client = '^packages/client/';
const web = '^packages/web/';
const cli = '^packages/cli/';
const tables = '^packages/server/migrations/';
const server = '^packages/server/src/';
const platform = `${server}platform/`;
const feature = `${server}features/`;
const described = `${server}described/`;
const demo = `${server}demo/`;
const testing = `${server}testing/`;
const tests = '\\.test\\.tsx?$';
const ours = '^(packages|e2e|bench|checks|scripts)/';

const forTests = [tests, testing, '/testing/', '^(e2e|bench|checks|scripts)/'];
const frontDoor = `${feature}([^/]+)/\\1\\.ts$`;

/**
 * Nothing of ours but the layer itself and what is named.
 *
 * @param {string} name
 * @param {string} from
 * @param {string[]} mayImport
 */
const layer = (name, from, mayImport) => ({
  name,
  severity: 'error',
  comment: `${from} may import only itself and ${mayImport.join(', ') || 'nothing else of ours'}`,
  from: { path: from },
  to: { path: ours, pathNot: [from, ...mayImport] },
});

/** Where a program, a test or a script begins, or what others import from a published package. */
const entrances = [
  tests,
  '^scripts/',
  `${cli}(bin/regulars\\.js|src/main\\.ts)$`,
  `${feature}[^/]+/feature\\.ts$`,
  `${platform}thread-start\\.ts$`,
  `${client}src/(client|react/[^/]+)\\.tsx?$`,
  `${web}(src/main\\.tsx|public/.*|[^/]+\\.config\\.ts)$`,
];

const layers = [
  layer('models-stand-alone', models, []),
  layer('contract-stands-on-models', contract, [models]),
  layer('client-stands-on-contract', client, [models, contract]),
  layer('web-stands-on-client', web, [client, contract]),
  layer('tables-are-generated', tables, []),
  // testing/ is open to test files only, and so is demo/ to features: `only-tests-use-…` below.
  layer('platform-knows-no-feature', platform, [models, contract, tables, testing]),
  layer('features-stand-on-platform', feature, [models, contract, tables, platform, testing, demo]),
  layer('described-stands-on-features', described, [models, contract, tables, platform, feature, testing]),
  layer('demo-stands-on-features', demo, [models, contract, tables, platform, feature, testing]),
  layer('server-knows-no-program', server, [models, contract, tables]),
  layer('cli-is-the-top', cli, [models, contract, client, server]),
  layer('bench-looks-from-outside', '^bench/', [models, contract, client, server]),
];

const order = features.map((name, place) => ({
  name: `features-in-order-${name}`,
  severity: 'error',
  comment: `${name} may call only ${features.slice(0, place).join(', ') || 'no other feature'}; what goes up is an event`,
  from: { path: `${feature}${name}/` },
  to: { path: feature, pathNot: `${feature}(${features.slice(0, place + 1).join('|')})/` },
}));

const doors = [
  {
    name: 'features-by-the-front-door',
    severity: 'error',
    comment: "Another feature is entered by the file named like its folder, not through its rooms' windows",
    from: { path: `${feature}([^/]+)/`, pathNot: forTests },
    to: { path: feature, pathNot: [`${feature}$1/`, frontDoor] },
  },
  {
    name: 'described-and-demo-by-the-front-door',
    severity: 'error',
    comment: 'What was described elsewhere, and the demo merchants, do nothing that the business cannot do',
    from: { path: [described, demo], pathNot: forTests },
    to: { path: feature, pathNot: frontDoor },
  },
  {
    name: 'plugged-in-by-feature-ts',
    severity: 'error',
    from: { path: `${server}features\\.ts$` },
    to: { path: feature, pathNot: [frontDoor, `${feature}[^/]+/feature\\.ts$`] },
  },
  {
    name: 'every-feature-has-its-place',
    severity: 'error',
    comment: 'A new feature is entered in the list at the top of .dependency-cruiser.mjs',
    from: { path: feature, pathNot: `${feature}(${features.join('|')})/` },
    to: {},
  },
];

const tidiness = [
  { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'no-orphans',
    severity: 'error',
    from: { orphan: true, pathNot: [...entrances, tests, '\\.d\\.ts$', '^[^/]+\\.(ts|mjs)$'] },
    to: {},
  },
  {
    // knip cannot see it where package.json exports every file.
    name: 'nothing-unreachable',
    severity: 'error',
    comment: 'No program, feature, test or script leads here',
    from: { path: entrances },
    to: {
      path: '^packages/[^/]+/(src|bin)/',
      pathNot: [...entrances, ...forTests, '\\.d\\.ts$'],
      reachable: false,
    },
  },
  { name: 'only-tests-use-tests', severity: 'error', from: { pathNot: forTests }, to: { path: tests } },
  { name: 'only-tests-use-testing', severity: 'error', from: { pathNot: forTests }, to: { path: '/testing/' } },
  {
    name: 'only-tests-use-demo-data',
    severity: 'error',
    from: { path: feature, pathNot: forTests },
    to: { path: demo },
  },
  { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'models-need-nothing',
    severity: 'error',
    from: { path: `${models}src/`, pathNot: forTests },
    to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'] },
  },
  {
    name: 'contract-stays-small',
    severity: 'error',
    from: { path: `${contract}src/`, pathNot: forTests },
    to: { path: 'node_modules/', pathNot: 'node_modules/(zod|@orpc/contract)/' },
  },
  {
    name: 'browsers-have-no-node',
    severity: 'error',
    from: { path: '^packages/(contract|client|web)/src/', pathNot: forTests },
    to: { dependencyTypes: ['core'] },
  },
];

export default {
  forbidden: [...layers, ...order, ...doors, ...tidiness],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.d.ts', '.json'],
    },
  },
};
