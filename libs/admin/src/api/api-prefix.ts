/** Everything of the admin API lies below; the access-token guard guards exactly this. */
export const API_PREFIX = 'api/v1';
