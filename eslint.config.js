import tseslint from "typescript-eslint";

/** What only a terminal does: app/ tells, asks and ends through its caller (app/caller.ts). */
const TERMINAL = [
  ["CallExpression[callee.object.name='console']", "tell it as an event (app/events.ts)"],
  [
    "MemberExpression[object.name='process'][property.name=/^(stdout|stderr|stdin)$/]",
    "tell it as an event, or ask through `decide` (app/caller.ts)",
  ],
  [
    "MemberExpression[object.name='process'][property.name=/^(exit|exitCode|on|once)$/]",
    "only cli/ handles signals and ends the process (cli/terminal/interrupt.ts)",
  ],
  [
    "AssignmentExpression[left.object.object.name='process'][left.object.property.name='env']",
    "only app/stack/process-environment.ts changes the environment",
  ],
  [
    "UnaryExpression[operator='delete'][argument.object.object.name='process']",
    "only app/stack/process-environment.ts changes the environment",
  ],
  [
    "CallExpression[callee.object.name=/^(Object|Reflect)$/][arguments.0.object.name='process'][arguments.0.property.name='env'][callee.property.name!='keys'][callee.property.name!='entries']",
    "only app/stack/process-environment.ts changes the environment",
  ],
].map(([selector, message]) => ({ selector, message: `app/: ${message}.` }));

/** The floors of the house, from the ground up: a room imports only from those before it (docs/architecture.md). */
const FLOORS = [
  "lib",
  "labs",
  "tools",
  "components",
  "targets",
  "stacks",
  "checks",
  "app",
  "cli",
  "test",
];

/** @param {string} room @param {{ group: string[], message: string }[]} more */
const onlyDownwards = (room, more = []) => ({
  "no-restricted-imports": [
    "error",
    {
      patterns: [
        ...FLOORS.slice(FLOORS.indexOf(room) + 1).map((above) => ({
          regex: `^(\\.\\./)+${above}/`,
          message: `${room}/ lies below ${above}/ (docs/architecture.md).`,
        })),
        ...more,
      ],
    },
  ],
});

const NAME = "Literal[value=/^(kind|kwok)$/]";
const targetNames = [
  `BinaryExpression[operator=/^[!=]==?$/] > ${NAME}.left`,
  `BinaryExpression[operator=/^[!=]==?$/] > ${NAME}.right`,
  `SwitchCase > ${NAME}.test`,
].map((selector) => ({
  selector,
  message: "Ask the target for a capability (targets/target.ts).",
}));

export default tseslint.config(
  { ignores: ["node_modules/", ".lab/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `const { status: _status, ...rest }` is how a field is left out
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_", argsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  ...FLOORS.map((room) => ({ files: [`${room}/**/*.ts`], rules: onlyDownwards(room) })),
  {
    // a target is asked what it can do, never what it is called: a new one is its own file (targets/target.ts)
    files: ["**/*.ts"],
    ignores: ["targets/**", "test/**"],
    rules: { "no-restricted-syntax": ["error", ...targetNames] },
  },
  {
    files: ["app/**/*.ts"],
    // a program of its own, whose output is its log
    ignores: ["app/load/worker.ts"],
    rules: {
      ...onlyDownwards("app", [
        { group: ["node:readline*"], message: "Ask through `decide` (app/caller.ts)." },
      ]),
      "no-restricted-syntax": ["error", ...TERMINAL, ...targetNames],
    },
  },
  {
    // Pulumi's Automation API leaves no other way
    files: ["app/stack/process-environment.ts"],
    rules: { "no-restricted-syntax": ["error", ...targetNames] },
  },
);
