import { activity } from './features/activity/feature.ts';
import { forecasts } from './features/forecasts/feature.ts';
import { imports } from './features/imports/feature.ts';
import { metrics } from './features/metrics/feature.ts';
import { organizations } from './features/organizations/feature.ts';
import type { Feature } from './platform/http/endpoints.ts';

/** What the server does, from the ground up. */
export const features: readonly Feature[] = [organizations, activity, imports, forecasts, metrics];
