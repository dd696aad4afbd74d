import { expect } from 'chai';
import { createPlaces } from '../src/places.ts';

describe('createPlaces', () => {
  it('gives each issuer its own, and tells of whom it has none for', () => {
    let refused = 0;
    const places = createPlaces(2, () => void refused++);
    const leave = places.take('github');
    expect(places.take('github')).to.be.a('function');
    expect(places.take('github')).to.equal(undefined);
    expect(places.take('gitlab')).to.be.a('function');
    expect(refused).to.equal(1);
    leave?.();
    expect(places.take('github')).to.be.a('function');
    expect(places.take('github')).to.equal(undefined);
  });
});
