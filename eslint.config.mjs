import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { fileName } from './tools/lint/file-name.rule.mjs';
import { importRules } from './tools/lint/import-rules.mjs';
import { wayOutOfLibs, wayOutOfTheRelay, wayOutProperties, wayOutSyntax } from './tools/lint/way-out.mjs';

const SPECS = ['**/*.spec.ts', '**/*.e2e-spec.ts', '**/testing/**/*.ts'];

const restrictedSyntax = [
  {
    selector: 'TSEnumDeclaration',
    message: 'Use a const array and a union type: an enum is neither erasable nor assignable from its text.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that a thing is called the same everywhere.' },
];

const restrictedProperties = [
  { object: 'process', property: 'env', message: 'The environment is read once, by loadConfig of libs/platform.' },
];

export default defineConfig(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/coverage/**', '.nx/**', '.posthorn/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { project: ['tools/check/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx, posthorn: { rules: { 'file-name': fileName } } },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: importRules }],
      'posthorn/file-name': 'error',
      'no-restricted-syntax': ['error', ...restrictedSyntax],
      'no-restricted-properties': ['error', ...restrictedProperties],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Its fix turns the class of a decorated signature into `import type`: injection breaks and ValidationPipe skips the DTO silently.
      '@typescript-eslint/consistent-type-imports': 'off',
      // A Nest module is a class with nothing in it.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Headers, paths and templates are searched for control characters on purpose.
      'no-control-regex': 'off',
    },
  },
  {
    files: ['libs/**/*.ts'],
    ignores: ['libs/outbound/**', ...SPECS],
    rules: {
      ...wayOutOfLibs,
      'no-restricted-syntax': ['error', ...restrictedSyntax, ...wayOutSyntax],
      'no-restricted-properties': ['error', ...restrictedProperties, ...wayOutProperties],
    },
  },
  {
    files: ['apps/relay/**/*.ts'],
    ignores: SPECS,
    rules: {
      ...wayOutOfTheRelay,
      'no-restricted-syntax': ['error', ...restrictedSyntax, ...wayOutSyntax],
      'no-restricted-properties': ['error', ...restrictedProperties, ...wayOutProperties],
    },
  },
  {
    files: ['libs/platform/src/config/**/*.ts', 'apps/*/src/main*.ts', 'apps/petstore/src/relay-process.ts', 'tools/**/*.ts', ...SPECS],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // A `describe` is a list of tests, not a function that somebody must hold in mind.
    files: SPECS,
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  {
    files: ['**/*.mjs'],
    rules: { 'no-unused-vars': ['error', { ignoreRestSiblings: true }] },
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'URL', 'Buffer', 'fetch', 'AbortSignal'].map(
          (name) => [name, 'readonly'],
        ),
      ),
    },
  },
  prettier,
);
