import tseslint from "typescript-eslint";

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
  {
    // a target is asked what it can do, never what it is called: a new one is its own file (targets/target.ts)
    files: ["**/*.ts"],
    ignores: ["targets/**", "test/**", "bench/**"],
    rules: { "no-restricted-syntax": ["error", ...targetNames] },
  },
);
