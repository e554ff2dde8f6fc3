/** In the place of parts of typescript-estree that read a disk, of which the playground uses none. */
export default {};
