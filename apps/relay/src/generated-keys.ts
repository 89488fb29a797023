import type { KeyFile, SecretsBox } from '@posthorn/platform';
import type { GeneratedKeys } from '@posthorn/store';

/** The keys of the data folder, as every process of the installation follows them. */
export class FollowedKeyFile implements GeneratedKeys {
  private seen: string | null = null;

  constructor(
    private readonly file: KeyFile,
    private readonly box: SecretsBox,
  ) {}

  refresh(): void {
    const { version } = this.file;
    // A file that somebody moved away is missed at the next start; until then memory has its keys.
    if (version === null || version === this.seen) return;
    this.box.addKeys(this.file.load());
    this.seen = version;
  }

  generate(): void {
    const ids = this.file.load().map(({ id }) => id);
    if (!ids.includes(this.box.currentKeyId)) throw new Error(`${this.file.path} lacks the key that encrypts: restore it from a backup`);
    this.box.addKeys(this.file.generate());
  }
}
