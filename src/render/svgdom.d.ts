// The one function of svgdom that is used; the package has no types of its own.

declare module 'svgdom' {
  /** A window whose document holds one empty `svg` element. */
  export function createSVGWindow(): { readonly document: { readonly documentElement: unknown } }
}
