// Located incidents on a map of the world that is part of the page.

import { geoEqualEarth } from "d3-geo";
import { borders, height, land, scale, translate, width } from "virtual:world";
import { filters, setFilters } from "./state";
import { clip, plural } from "./text";
import type { Flat } from "./types";

const project = geoEqualEarth().scale(scale).translate(translate);

interface Spot {
  x: number;
  y: number;
  place: string;
  count: number;
}

function gather(located: Flat[]): Spot[] {
  const spots = new Map<string, Spot>();
  for (const { at, place } of located) {
    const point = at && project([at[1], at[0]]);
    if (!point) continue;
    const key = `${at}`;
    const spot = spots.get(key);
    if (spot) spot.count += 1;
    else spots.set(key, { x: point[0], y: point[1], place: place ?? "", count: 1 });
  }
  return [...spots.values()].sort((one, other) => other.count - one.count);
}

export function WorldMap({ located, unit }: { located: Flat[]; unit: string }) {
  const spots = gather(located);
  const most = Math.max(1, ...spots.map((spot) => spot.count));
  return (
    <svg class="map" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={`Map with ${plural(spots.length, "place")}; the same places are in the list of places`}>
      <path class="land" d={land} />
      <path class="borders" d={borders} />
      {spots.map((spot) => (
        <circle
          key={`${spot.x},${spot.y}`} class="spot" data-chosen={filters.value.place === spot.place} cx={spot.x} cy={spot.y} r={4 + 10 * Math.sqrt(spot.count / most)}
          onClick={() => setFilters({ place: filters.value.place === spot.place ? "" : spot.place })}
        >
          <title>{`${clip(spot.place, 80)}: ${plural(spot.count, unit)}`}</title>
        </circle>
      ))}
    </svg>
  );
}
