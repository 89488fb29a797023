import type { TransformFault, TransformJob, TransformResult } from '@posthorn/contracts';

/** What a thread is asked for. */
export type TransformQuestion = { readonly ask: 'run'; readonly job: TransformJob } | { readonly ask: 'check'; readonly code: string };

/** `error`: of ours, not of the code. */
export type TransformAnswer = { readonly result: TransformResult } | { readonly fault: TransformFault | null } | { readonly error: string };

/** Questions are answered in their order. `run` counts up from 1. */
export interface TransformPost {
  readonly run: number;
  readonly question: TransformQuestion;
}
