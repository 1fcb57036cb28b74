// Owns the body of `GET /account/usage`. Counts nothing itself.
import type { Organization } from '../accounts';

const DAY_MS = 86_400_000;

/** The example of https://leadleap.net/docs/api ; the period is the calendar month. */
export function usageBody(organization: Organization, left: number, nowMs: number): object {
  const limit = Math.max(organization.credits, left);
  const now = new Date(nowMs);
  const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  return {
    plan: {
      type: 'scale',
      price_monthly: 199,
      has_api_access: true,
      has_crm_integration: true,
      max_webhooks: 50,
      export_formats: ['csv', 'json', 'xlsx'],
    },
    usage: {
      leads_used: limit - left,
      leads_limit: limit,
      leads_remaining: left,
      leads_usage_pct: limit === 0 ? 0 : Math.round((100 * (limit - left)) / limit),
      emails_sent: 0,
      emails_limit: 25_000,
    },
    period: {
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
      days_remaining: Math.ceil((end - nowMs) / DAY_MS),
    },
    account: {
      user_id: `usr_${organization.id}`,
      full_name: 'Sample User',
      company_name: organization.name,
      created_at: '2025-11-15T08:00:00.000Z',
    },
  };
}
