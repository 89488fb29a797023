import type { Rule, SourceResponse } from '@posthorn/contracts';
import type { ProviderGuide, SampleFacts, SampleRequest, SchemeDefaults } from '../verifier.js';

/** What every provider's file says, however its requests are verified. */
export interface ProviderPage {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly title: string;
  /** The vendor's page, or where the facts were read. */
  readonly documentation: string;
  /** What the secret is and where it stands. */
  readonly secret: string | null;
  /** What to paste where. */
  readonly setup: readonly string[];
  readonly asks?: readonly string[];
  /** General knowledge that was not found confirmed. */
  readonly unconfirmed?: readonly string[];
  readonly defaults: SchemeDefaults;
  readonly accepted?: SourceResponse;
  readonly refusedStatus?: number;
  readonly sample?: (facts: SampleFacts) => SampleRequest;
}

/** A page as the scheme's definition wants it. */
export function guideOf({ documentation, secret, setup, asks = [], unconfirmed = [] }: ProviderPage): ProviderGuide {
  return { documentation, secret, setup, handshakes: asks, unconfirmed };
}

export function inBody(path: string): Rule {
  return { from: 'body', path };
}

export function inForm(path: string): Rule {
  return { from: 'form', path };
}

export function inHeader(name: string): Rule {
  return { from: 'header', name };
}
