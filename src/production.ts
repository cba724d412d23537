// To be imported before the libraries: some of them check themselves at every step unless they are told this.
process.env.NODE_ENV ??= 'production';
