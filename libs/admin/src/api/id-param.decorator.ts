import { Param, type PipeTransform } from '@nestjs/common';
import { fromTypeId, ID_PREFIXES, type Uuid } from '@posthorn/contracts';
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
  return Param(name, new TypeIdPipe(kind));
}
