// Owns the types of the npm package gas-local, which has none.
declare module 'gas-local' {
  const gas: {
    /** Runs every file of `folder` that passes the filter in the context of `globals`, and returns it. */
    require(
      folder: string,
      globals: object,
      options: { filter: (path: string) => boolean },
    ): Record<string, unknown>;
  };
  export default gas;
}
