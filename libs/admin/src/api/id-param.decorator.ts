import { Param, type PipeTransform } from '@nestjs/common';
import { fromTypeId, ID_PREFIXES, type Uuid } from '@posthorn/contracts';
import { ApiParam } from '@nestjs/swagger';
import { ProblemError } from '@posthorn/platform';

class TypeIdPipe implements PipeTransform<string, Uuid> {
  constructor(private readonly kind: keyof typeof ID_PREFIXES) {}

  transform(text: string): Uuid {
    const id = fromTypeId(ID_PREFIXES[this.kind], text);
    if (id === null) throw new ProblemError('not-found');
    return id;
  }
}

/** A TypeID in the path, as the UUID that is stored. An id of another kind or shape does not exist: 404. */
export function IdParam(kind: keyof typeof ID_PREFIXES, name = 'id'): ParameterDecorator {
  return (target, method, index) => {
    Param(name, new TypeIdPipe(kind))(target, method, index);
    const handler = method === undefined ? undefined : Object.getOwnPropertyDescriptor(target, method);
    if (handler === undefined || method === undefined) return;
    const example = `${ID_PREFIXES[kind]}_01h2xcejqtf2nbrexx3vqjhp41`;
    // No pattern: an id of another shape is 404, like that of another thing, and not an invalid request.
    ApiParam({ name, schema: { type: 'string' }, example })(target, method, handler);
  };
}
