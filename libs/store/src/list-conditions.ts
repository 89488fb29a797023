/** The `where` of a list: a condition for each filter that is given, its value always a parameter. */
export class ListConditions {
  readonly conditions: string[] = [];
  readonly values: unknown[] = [];

  /** `condition` holds one `?`, where its parameter goes; without a value there is no condition. */
  add(condition: string, value: unknown): this {
    if (value !== undefined) this.conditions.push(condition.replace('?', this.parameter(value)));
    return this;
  }

  /** A parameter beside the conditions, such as the limit: its `$n`. */
  parameter(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
