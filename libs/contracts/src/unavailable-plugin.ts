/** A custom plugin that the installation names and that could not be loaded: its destinations' deliveries wait. */
export interface UnavailablePlugin {
  /** Its type; where it did not come so far as to tell it, the name of its folder or package. */
  readonly type: string;
  readonly title: string;
  /** A sentence for the operator. */
  readonly reason: string;
}
