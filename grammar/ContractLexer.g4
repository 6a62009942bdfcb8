// SPDX-License-Identifier: Apache-2.0
//
// The words of a contract. Every character of a file belongs to exactly one token: spaces, line ends and comments go to
// the hidden channel, so that the syntax tree can give back the text as it was written.
//
// Line ends mean nothing but in one place: a line that begins with a bar is a row of a table (ROW).
// Phrases of several words that mean one thing ('at least', 'left out') are one token each, so that 'least' or 'left'
// stay free as names. Where the last word goes on ('to nearest_clinic'), whoever reads the tokens takes the phrase apart.
lexer grammar ContractLexer;

// Words that begin a declaration
CONTRACT   : 'contract' ;
IMPORT     : 'import' ;
PARTY      : 'party' ;
GROUP      : 'group' ;
DIMENSION  : 'dimension' ;
UNIT       : 'unit' ;
PARAMETER  : 'parameter' ;
PARAMETERS : 'parameters' ;
INPUT      : 'input' ;
METRIC     : 'metric' ;
DEFINE     : 'define' ;
PAYMENT    : 'payment' ;
TOGETHER   : 'together' ;
BALANCE    : 'balance' ;
REQUIRE    : 'require' ;
RECORDS    : 'records' ;
ROWS       : 'rows' ;
GUARANTEE  : 'guarantee' ;
SCENARIO   : 'scenario' ;
VARIATION  : 'variation' ;
ENDS       : 'ends' ;
PHRASE     : 'phrase' ;
TEMPLATE   : 'template' ;
USE        : 'use' ;

// One token with the name of a rule in it, so that none of the words is taken from authors
ALLOW      : 'allow' [ \t]+ [a-z] [a-z0-9_]* [ \t]+ 'because' ;

// Words of the header and of the start; they stay free as names
SOURCE     : 'source' ;
CURRENCY   : 'currency' ;
TERM       : 'term' ;
RUN_OFF    : 'run-off' ;
SETTLED    : 'settled' ;
SHARED     : 'shared' ;

// Phrases of several words
CONTRACT_YEAR      : 'contract' GAP 'year' ;
LEFT_OUT           : 'left' GAP 'out' ;
SETTLEMENT_REFUSED : 'settlement' GAP 'refused' ;
FIRST_REPORTED_OF  : 'first' GAP 'reported' GAP 'of' ;
NOT_REPORTED       : 'not' GAP 'reported' ;
LOWER_IS_BETTER    : 'lower' GAP 'is' GAP 'better' ;
HIGHER_IS_BETTER   : 'higher' GAP 'is' GAP 'better' ;
DENOMINATOR_BELOW  : 'denominator' GAP 'below' ;
MAY_PASS           : 'may' GAP 'pass' ;
MAY_BE_NEGATIVE    : 'may' GAP 'be' GAP 'negative' ;
REFUSALS_EARLIEST  : 'refusals' GAP 'name' GAP 'the' GAP 'earliest' GAP 'first' ;
REFUSALS_LATEST    : 'refusals' GAP 'name' GAP 'the' GAP 'latest' GAP 'first' ;
EVERY_SETTLEMENT_REFUSED : 'every' GAP 'settlement' GAP 'refused' ;
POSITION_OF        : 'position' GAP 'of' ;
IN_ADVANCE         : 'in' GAP 'advance' ;
AT_MOST            : 'at' GAP 'most' ;
AT_LEAST           : 'at' GAP 'least' ;
TO_NEAREST         : 'to' GAP 'nearest' ;
TO_DATE            : 'to' GAP 'date' ;
TO_BELOW           : 'to' GAP 'below' ;
UP_TO              : 'up' GAP 'to' ;
SHORT_OF           : 'short' GAP 'of' ;
LOSS_UP_TO         : 'loss' GAP 'up' GAP 'to' ;
LOSS_ABOVE         : 'loss' GAP 'above' ;
OPENS_AT           : 'opens' GAP 'at' ;
NEVER_ABOVE        : 'never' GAP 'above' ;
TAKES_IN           : 'takes' GAP 'in' ;
PAYS_OUT           : 'pays' GAP 'out' ;
LAPSES_AFTER       : 'lapses' GAP 'after' ;
PAID_OUT_OF        : 'paid' GAP 'out' GAP 'of' ;
PAID_INTO          : 'paid' GAP 'into' ;
LAPSED_FROM        : 'lapsed' GAP 'from' ;
KEEP_ONE_FOR_EACH  : 'keep' GAP 'one' GAP 'for' GAP 'each' ;
ONE_OF             : 'one' GAP 'of' ;
NUMBER_OF          : 'number' GAP 'of' ;

// Joining words
A : 'a' ; ABOVE : 'above' ; AFTER : 'after' ; AN : 'an' ; AND : 'and' ; ARE : 'are' ; AS : 'as' ; AT : 'at' ;
AVERAGE : 'average' ; BEFORE : 'before' ; BELOW : 'below' ; BETWEEN : 'between' ; BY : 'by' ; CLOSING : 'closing' ; EACH : 'each' ; EARLIER : 'earlier' ;
EQUALLY : 'equally' ; EVERY : 'every' ; EXPECT : 'expect' ; FALLS : 'falls' ; FIRST : 'first' ; FOR : 'for' ;
FROM : 'from' ; GIVEN : 'given' ; GROWING : 'growing' ; HAS : 'has' ; HIGHEST : 'highest' ; IF : 'if' ;
IMPROVES : 'improves' ; IN : 'in' ; IS : 'is' ; ITS : 'its' ; LAST : 'last' ; LOWEST : 'lowest' ; MEETS : 'meets' ;
NAMED : 'named' ; NAMING : 'naming' ; NEVER : 'never' ; NO : 'no' ; NOT : 'not' ; NUMBER_TYPE : 'number' ; OF : 'of' ;
OPENING : 'opening' ; OPTIONAL : 'optional' ; OR : 'or' ; OTHER : 'other' ; OTHERWISE : 'otherwise' ; OVER : 'over' ;
PER : 'per' ; POOLED : 'pooled' ; PROGRESS : 'progress' ; REPORTED : 'reported' ; RISES : 'rises' ;
ROUNDED : 'rounded' ; SAME : 'same' ; SCALE : 'scale' ; SOME : 'some' ; SPLIT : 'split' ; STEPS : 'steps' ;
SUM : 'sum' ; THEN : 'then' ; THIS : 'this' ; TIERS : 'tiers' ; TO : 'to' ; UNLESS : 'unless' ; WHERE : 'where' ;
WITH : 'with' ; WITHIN : 'within' ; YES : 'yes' ; YES_NO : 'yes/no' ;

// Time
YEAR : 'year' ; QUARTER : 'quarter' ; MONTH : 'month' ; YEARS : 'years' ; QUARTERS : 'quarters' ; MONTHS : 'months' ;
QUARTER_NAME : 'Q' [1-4] ;
MONTH_NAME
  : 'January' | 'February' | 'March' | 'April' | 'May' | 'June'
  | 'July' | 'August' | 'September' | 'October' | 'November' | 'December'
  ;

// Figures as a schedule prints them
DATE     : DIGIT4 '-' DIGIT2 '-' DIGIT2 ;
PERIOD   : DIGIT4 '/' DIGIT2 ('-Q' [1-4])? | DIGIT4 '-Q' [1-4] | DIGIT4 '-' DIGIT2 ;
DURATION : [0-9]+ GAP ('minute' | 'hour' | 'day' | 'week' | 'month' | 'year') 's'? ;
MONEY    : ('£' | '€' | '$' | [A-Z] [A-Z] [A-Z] ' '+) FIGURE ('k' | 'm' | 'bn')? ;
PERCENT  : FIGURE '%' ;
NUMBER   : FIGURE ;

// Clause numbers: 'clause 3.4(b), 5.1' is one token
CLAUSE : 'clause' GAP CLAUSE_NUMBER (',' [ \t]* CLAUSE_NUMBER)* ;

CURRENCY_CODE : [A-Z] [A-Z] [A-Z] ;
TITLE         : '"' ~["\r\n]* '"' ;
NAME          : [a-z] [a-z0-9_]* ;
PATTERN       : [a-z0-9_]* '[' [a-z] [a-z0-9_]* ']' [a-z0-9_]* ;

ROW           : ('\r'? '\n' [ \t]*)+ '|' ;
BAR           : '|' ;
OPEN_BRACE    : '{' ;
CLOSE_BRACE   : '}' ;
OPEN_BRACKET  : '(' ;
CLOSE_BRACKET : ')' ;
COLON         : ':' ;
COMMA         : ',' ;
EQUAL         : '=' ;
LESS          : '<' ;
LESS_EQUAL    : '<=' ;
GREATER       : '>' ;
GREATER_EQUAL : '>=' ;
PLUS          : '+' ;
MINUS         : '-' ;
TIMES         : '*' ;
DIVIDE        : '/' ;
POSSESSIVE    : '\'s' ;

// '##' is prose that belongs to what follows it; '#' is a remark
PROSE    : '##' ~[\r\n]* -> channel(HIDDEN) ;
REMARK   : '#' ~[\r\n]* -> channel(HIDDEN) ;
SPACE    : [ \t]+ -> channel(HIDDEN) ;
LINE_END : (('\r'? '\n' [ \t]*)+ | '\r') -> channel(HIDDEN) ;

// What is none of these: kept as tokens, so that a message can say what is wrong with it
UNCLOSED_TITLE : '"' ~["\r\n]* ;
WRONG_NAME     : [A-Za-z0-9_]+ ;
UNKNOWN        : . ;

fragment GAP           : [ \t\r\n]+ ;
fragment DIGIT2        : [0-9] [0-9] ;
fragment DIGIT4        : DIGIT2 DIGIT2 ;
fragment FIGURE        : (GROUPED | [0-9]+) ('.' [0-9]+)? ;
fragment GROUPED       : [0-9] [0-9]? [0-9]? (',' [0-9] [0-9] [0-9])+ ;
fragment CLAUSE_NUMBER : [A-Z]? [0-9]+ ('.' [0-9a-zA-Z]+)* ('(' [0-9a-z]+ ')')* ;
