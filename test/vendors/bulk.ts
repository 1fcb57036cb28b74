// Cleanlist's service for many contacts in one request.
import { serviceOf } from '../../src/provider/vendors';

export const bulk = serviceOf('cleanlist/bulk');
