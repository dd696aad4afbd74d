import type { ServiceDoor } from '../../http/service-door.ts';
import { isBuiltIn } from './clients.ts';
import type { PeopleDoor } from './people-door.ts';

/** What comes to the service door from a built-in client is for people's door, where there is one. */
export function peopleFirst(people: PeopleDoor | undefined, door: ServiceDoor): ServiceDoor {
  if (people === undefined) return door;
  return (ctx, path, body) => {
    const client = new URLSearchParams(body).get('client_id') ?? '';
    return path === '/token' && isBuiltIn(client) ? people.redeem(ctx, body) : door(ctx, path, body);
  };
}
