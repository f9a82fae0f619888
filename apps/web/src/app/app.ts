import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Theme } from './core/theme.js';

/** The root: each page brings its own frame, since the reading room shares nothing of the console's. */
@Component({ selector: 'lectern-app', imports: [RouterOutlet], template: '<router-outlet />' })
export class App {
  /** Applied from the first page on. */
  protected readonly theme = inject(Theme);
}
