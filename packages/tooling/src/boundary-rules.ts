import type { IForbiddenRuleType } from "dependency-cruiser";

/**
 * What each workspace may import besides itself. A name that is absent here may be imported by
 * nobody; `tests` may import anything.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "packages/domain": [],
  "packages/contracts": ["packages/domain"],
  "packages/documents": ["packages/domain"],
  "packages/charts": ["packages/domain"],
  "packages/storage": ["packages/domain"],
  "packages/sync": ["packages/contracts", "packages/domain"],
  "packages/demo": ["packages/contracts", "packages/domain"],
  "packages/tooling": [],
  "apps/server": [
    "packages/contracts",
    "packages/demo",
    "packages/documents",
    "packages/domain",
    "packages/storage",
  ],
  "apps/web": ["packages/charts", "packages/contracts", "packages/domain", "packages/sync"],
};

/** A package's own tests may also use the tooling: a real database, a real browser. */
const TEST_FILE = "(\\.test\\.tsx?$|^(packages|apps)/[^/]+/test/)";

const oneWay: IForbiddenRuleType[] = Object.entries(MAY_IMPORT).flatMap(([workspace, others]) => {
  const allowed = [workspace, ...others];
  return [
    {
      name: `${workspace} imports only ${others.join(", ") || "itself"}`,
      severity: "error",
      from: { path: `^${workspace}/`, pathNot: TEST_FILE },
      to: { path: "^(packages|apps|tests)/", pathNot: `^(${allowed.join("|")})/` },
    },
    {
      name: `tests of ${workspace} import only ${[...others, "packages/tooling"].join(", ")}`,
      severity: "error",
      from: { path: `^${workspace}/.*${TEST_FILE}|^${workspace}/test/` },
      to: {
        path: "^(packages|apps|tests)/",
        pathNot: `^(${[...allowed, "packages/tooling"].join("|")})/`,
      },
    },
  ];
});

const web = "^apps/web/src/";

/** Inside the web app: ui → features → views → router, and no view or feature knows another. */
const insideWeb: IForbiddenRuleType[] = [
  {
    name: "ui knows no feature, view or router",
    severity: "error",
    from: { path: `${web}ui/` },
    to: { path: `${web}(features|views|router)` },
  },
  {
    name: "a feature knows no view and no router",
    severity: "error",
    from: { path: `${web}features/` },
    to: { path: `${web}(views|router)` },
  },
  {
    name: "no feature imports a feature",
    severity: "error",
    from: { path: `${web}features/([^/]+)/` },
    to: { path: `${web}features/`, pathNot: `${web}features/$1/` },
  },
  {
    name: "no view imports a view or the router",
    severity: "error",
    from: { path: `${web}views/([^/]+)/` },
    to: { path: `${web}(views/|router)`, pathNot: `${web}views/$1/` },
  },
];

const outside: IForbiddenRuleType[] = [
  {
    name: "only charts imports echarts",
    severity: "error",
    from: { pathNot: "^packages/charts/" },
    to: { path: "node_modules/(echarts|zrender)/" },
  },
  {
    name: "what a browser loads uses nothing of Node",
    severity: "error",
    from: { path: "^packages/(domain|contracts|charts|sync)/src/", pathNot: TEST_FILE },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "every import can be resolved",
    severity: "error",
    from: { path: "^(packages|apps|tests)/" },
    to: { couldNotResolve: true, pathNot: "^apps/web/dist/|\\?(raw|url|inline)$" },
  },
  {
    name: "an imported package is declared",
    severity: "error",
    from: { path: "^(packages|apps|tests)/" },
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
  {
    name: "no cycle",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
];

export const RULES: IForbiddenRuleType[] = [...oneWay, ...insideWeb, ...outside];
