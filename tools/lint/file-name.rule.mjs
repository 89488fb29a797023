import { basename } from 'node:path';

const SHAPE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.ts$/;
/** Drawers that everything ends up in. */
const DRAWERS = /^(utils?|helpers?|common|types|misc)\./;

/** Files are called `kebab-case.role.ts` after their one main export. */
export const fileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      shape: 'Name the file kebab-case.role.ts instead of "{{name}}".',
      drawer: '"{{name}}" says nothing about its content: name it after its main export.',
    },
  },
  create(context) {
    return {
      Program(node) {
        const name = basename(context.filename);
        if (!SHAPE.test(name)) context.report({ node, messageId: 'shape', data: { name } });
        if (DRAWERS.test(name)) context.report({ node, messageId: 'drawer', data: { name } });
      },
    };
  },
};
