import { describe, expect, it } from 'vitest';
import { listOf } from './route.ts';
import { createRouter } from './router.ts';

describe('going through the app', () => {
  it('back and forward lead through the places in order, and stop at the ends', () => {
    const router = createRouter(listOf('account'));
    router.go(listOf('contact'));
    router.go(listOf('deal'));
    router.back();
    expect(router.current()).toEqual(listOf('contact'));
    router.back();
    router.back();
    expect(router.current()).toEqual(listOf('account'));
    router.forward();
    router.forward();
    router.forward();
    expect(router.current()).toEqual(listOf('deal'));
  });

  it('going somewhere from the middle forgets what lay ahead', () => {
    const router = createRouter(listOf('account'));
    router.go(listOf('contact'));
    router.back();
    router.go({ page: 'settings' });
    router.forward();
    expect(router.current()).toEqual({ page: 'settings' });
    router.back();
    expect(router.current()).toEqual(listOf('account'));
  });

  it('a changed filter is the same place in another state', () => {
    const router = createRouter(listOf('account'));
    router.go(listOf('deal'));
    router.replace({ page: 'settings' });
    router.back();
    expect(router.current()).toEqual(listOf('account'));
  });

  it('keeps a bounded number of places', () => {
    const router = createRouter(listOf('account'));
    for (let visit = 0; visit < 500; visit++) router.go(listOf('deal'));
    expect(router.store.getState().places.length).toBe(100);
    expect(router.current()).toEqual(listOf('deal'));
  });

  it('knows that one went to the same place again, also when the oldest places are forgotten', () => {
    const router = createRouter({ page: 'settings' });
    for (let count = 0; count < 300; count++) {
      const { visit } = router.store.getState();
      router.go({ page: 'settings' });
      expect(router.store.getState().visit).toBeGreaterThan(visit);
    }
  });
});
