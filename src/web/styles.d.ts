/** Vite turns these into files that the page links. */
declare module "*.css";
