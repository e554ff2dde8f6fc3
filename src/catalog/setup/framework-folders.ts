/** Folders whose files a framework loads itself, by what the package depends on. */
export const FRAMEWORK_FOLDERS: readonly (readonly [dependency: RegExp, path: RegExp])[] = [
  [/^next$/, /(?:^|\/)pages\/api\/|(?:^|\/)app\/(?:[^/]+\/)*route\.[jt]sx?$/],
  [/^@sveltejs\/kit$/, /(?:^|\/)(?:\+(?:server|page\.server|layout\.server)|hooks\.server)\.[jt]s$/],
  [/^nuxt$/, /^server\/(?:api|routes|middleware|plugins|tasks)\//],
  [/^@strapi\/strapi$|^strapi$/, /(?:^|\/)(?:controllers|services|policies|middlewares|lifecycles)\b/],
  [/^sails$/, /^api\//],
  [/^@medusajs\//, /^src\/(?:api|subscribers|jobs|workflows|services|modules|loaders)\//],
  [/^@adonisjs\//, /^app\//],
  [/^moleculer$/, /\.service\.[cm]?[jt]s$|^services\//],
  [/^@feathersjs\//, /^src\/services\//],
  [/^(?:@netlify\/functions|netlify-lambda)$/, /(?:^|\/)functions\//],
  [/^@vercel\/node$/, /^api\//],
  [/^meteor-node-stubs$/, /(?:^|\/)server\//],
];
