/** Names by which a connection keeps prepared statements: few, since each connection holds a plan of each, and only of texts that come again. */
export class StatementNames {
  private readonly names = new Map<string, string>();
  private readonly most = 200;
  /** Longer texts are lists of rows, which differ with every length (characters). */
  private readonly longest = 6_000;

  /** @returns an empty name for a statement that is not to be kept */
  of(sql: string): string {
    const known = this.names.get(sql);
    if (known !== undefined || !this.isWorthKeeping(sql)) return known ?? '';
    const name = `lectern_${this.names.size + 1}`;
    this.names.set(sql, name);
    return name;
  }

  /** `*` may mean other columns after a migration, and PostgreSQL refuses a plan whose columns changed. */
  private isWorthKeeping(sql: string): boolean {
    return sql.length <= this.longest && this.names.size < this.most && !sql.includes('SELECT *');
  }
}
