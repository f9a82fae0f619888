import { Component } from '@angular/core';
@Component({ selector: 'lectern-reading-page', template: 'x' })
export class ReadingPage {}
