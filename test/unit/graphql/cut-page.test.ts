import { cutPage } from '../../../src/graphql/cut-page';

const forward = { size: 2, backward: false, after: null, before: null };
const backward = { ...forward, backward: true };

it('keeps the start of what was found going forward, and tells of the one too many', () => {
  expect(cutPage(forward, [1, 2, 3])).toEqual({ kept: [1, 2], hasNextPage: true, hasPreviousPage: false });
});

it('keeps the end of what was found going backward, and tells of the one too many', () => {
  expect(cutPage(backward, [1, 2, 3])).toEqual({ kept: [2, 3], hasNextPage: false, hasPreviousPage: true });
});

it('keeps all of what is no more than a page', () => {
  expect(cutPage(forward, [1, 2])).toEqual({ kept: [1, 2], hasNextPage: false, hasPreviousPage: false });
  expect(cutPage(backward, [1])).toEqual({ kept: [1], hasNextPage: false, hasPreviousPage: false });
});

it('takes a cursor on the side that it comes from as there being more', () => {
  expect(cutPage({ ...forward, after: 'a' }, [1])).toEqual({ kept: [1], hasNextPage: false, hasPreviousPage: true });
  expect(cutPage({ ...backward, before: 'b' }, [1])).toEqual({ kept: [1], hasNextPage: true, hasPreviousPage: false });
});

it('keeps nothing on a page of none, and still tells whether there is anything', () => {
  expect(cutPage({ ...forward, size: 0 }, [1])).toEqual({ kept: [], hasNextPage: true, hasPreviousPage: false });
  expect(cutPage({ ...backward, size: 0 }, [1])).toEqual({ kept: [], hasNextPage: false, hasPreviousPage: true });
  expect(cutPage({ ...backward, size: 0 }, [])).toEqual({ kept: [], hasNextPage: false, hasPreviousPage: false });
});
