// Owns the type of a style sheet import: the build puts the sheet into the page.
declare module '*.css';
