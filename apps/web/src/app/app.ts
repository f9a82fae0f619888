import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

/** The root: each page brings its own frame, since the reading room shares nothing of the console's. */
@Component({ selector: 'lectern-app', imports: [RouterOutlet], template: '<router-outlet />' })
export class App {}
