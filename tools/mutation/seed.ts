import fc from 'fast-check';

// The same programs for every change, so that none is noticed by chance.
fc.configureGlobal({ seed: 1 });
