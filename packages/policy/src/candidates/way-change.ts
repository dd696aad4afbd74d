import type { CompiledMapping } from '../compile/compiled.ts';
import type { AnchorShape } from './anchor.ts';
import {
  areMany,
  type Difference,
  differenceOf,
  furtherShapes,
  type PlaceChange,
  type PossibilityChange,
  type WorkloadChange,
} from './possibility-change.ts';
import { type Lead, leadBehind, leadFrom, type Ways } from './ways.ts';

/** The ways to mappings after a change: first those from places, since those from workloads begin where they end. */
export function changedWays(ways: Ways, { places, workloads }: PossibilityChange<CompiledMapping>): Ways {
  const fromPlaces = ways.with(together(places.map(leadsFrom)));
  const crowded = workloads.filter(({ before, after }) => areMany(before) || areMany(after));
  return fromPlaces.with(together(crowded.map((workload) => leadsBehind(workload, ways, fromPlaces))));
}

function leadsFrom(place: PlaceChange): Difference<Lead> {
  const { gone, come } = differenceOf(place.before, place.after);
  return { gone: gone.map((by) => leadFrom(place, by)), come: come.map((by) => leadFrom(place, by)) };
}

function leadsBehind(workload: WorkloadChange<CompiledMapping>, before: Ways, after: Ways): Difference<Lead> {
  const { gone, come } = differenceOf(furtherShapes(workload.before), furtherShapes(workload.after));
  const leadAmong = (ways: Ways) => (by: AnchorShape) =>
    leadBehind(workload, ways.of(leadFrom(workload, workload.shape)), by);
  return { gone: gone.map(leadAmong(before)), come: come.map(leadAmong(after)) };
}

function together<T>(differences: readonly Difference<T>[]): Difference<T> {
  return {
    gone: differences.flatMap(({ gone }) => gone),
    come: differences.flatMap(({ come }) => come),
  };
}
