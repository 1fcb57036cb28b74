// Owns what an organisation's plan and its keys may do, and how `GET /whoami` says so.
import type { Organization } from '../accounts';
import type { HttpAnswer } from '../http';
import { coded } from './error-object';
import { envelope } from './envelope';
import type { RunType } from './enrichment-run';
import { channelsOf } from './workflow';

/** https://docs.cleanlist.ai/mcp-api/authentication */
export interface Plan {
  readonly tier: 'free' | 'starter' | 'pro' | 'enterprise';
  readonly scopes: readonly string[];
  /** Sorted. */
  readonly features: readonly string[];
}

export const FULL_PLAN: Plan = {
  tier: 'pro',
  scopes: ['credits:read', 'enrich:read', 'enrich:write', 'lists:read', 'lists:write'],
  features: ['data_source_csv_upload', 'enrich_email', 'enrich_phone'],
};

/** A key's address is masked: https://github.com/Cleanlist-ai/cleanlist-python-client , `WhoamiResponse`. */
export function whoamiBody({ id, name }: Organization, plan: Plan, nowMs: number): object {
  return {
    ...envelope(nowMs),
    user_email: 's***@cleanlist.example',
    user_id: `user_${id}`,
    user_name: 'Sample User',
    organization_id: id,
    organization_name: name,
    auth_type: 'api_key',
    scopes: plan.scopes,
    tier: plan.tier,
    appsumo_tier: null,
    features: plan.features,
  };
}

/** `null` when every scope is granted. */
export function scopeRefusal(plan: Plan, required: readonly string[]): HttpAnswer | null {
  if (required.every((scope) => plan.scopes.includes(scope))) return null;
  return coded(403, 'insufficient_scope', `This call requires ${required.join(', ')}.`, {
    fix: 'Use a key of a user who has the scope.',
    details: { required_scopes: required, granted_scopes: plan.scopes },
  });
}

/** `null` when the plan has what enrichment of this type needs. */
export function typeRefusal(plan: Plan, type: RunType): HttpAnswer | null {
  const needed = channelsOf(type).map((channel) => `enrich_${channel}`);
  return featureRefusal(plan, needed);
}

export function featureRefusal(plan: Plan, needed: readonly string[]): HttpAnswer | null {
  const lacking = needed.find((feature) => !plan.features.includes(feature));
  if (lacking === undefined) return null;
  return coded(403, 'feature_gated', `Your plan does not include ${lacking}.`, {
    fix: 'Upgrade your plan.',
    details: { feature: lacking, tier: plan.tier },
  });
}
