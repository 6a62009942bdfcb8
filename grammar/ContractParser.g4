// SPDX-License-Identifier: Apache-2.0
//
// The sentences of a contract: the reference for what may be written. docs/language.md says what each form means.
//
// Every declaration has one order: word, name, "title", for whom and how often, type, clause, body. A table is always
// the last thing in its declaration. Operators, from loosest to tightest: recurrence, condition, or, and, not, test,
// tails ('at most'), sum, prefix phrases ('rounded'), product, 'of', adverbs ('last year').
parser grammar ContractParser;
options { tokenVocab = ContractLexer; }

contract : allowDeclaration* contractStart headerLine* declaration* CLOSE_BRACE EOF ;

// A whole contract, or a part that contracts share by importing it
contractStart : (CONTRACT name | SHARED) TITLE? OPEN_BRACE ;

headerLine
  : SOURCE TITLE
  | CURRENCY CURRENCY_CODE CLAUSE?
  | TERM period TO period (COMMA RUN_OFF TO period)? CLAUSE?
  | SETTLED settledRhythm (COMMA settledRhythm)* CLAUSE?
  | (REFUSALS_EARLIEST | REFUSALS_LATEST) CLAUSE?
  ;

settledRhythm : rhythm periodSpan? ;

rhythm : EACH (YEAR | QUARTER | MONTH) ;
period : PERIOD | NUMBER ;

// ---- Declarations -------------------------------------------------------------------------------------------------

declaration
  : importDeclaration
  | partyDeclaration
  | groupDeclaration
  | dimensionDeclaration
  | unitDeclaration
  | parameterDeclaration
  | parametersDeclaration
  | inputDeclaration
  | defineDeclaration
  | paymentDeclaration
  | togetherDeclaration
  | balanceDeclaration
  | requireDeclaration
  | recordsDeclaration
  | rowsDeclaration
  | guaranteeDeclaration
  | scenarioDeclaration
  | variationDeclaration
  | endsDeclaration
  | phraseDeclaration
  | templateDeclaration
  | useDeclaration
  | allowDeclaration
  ;

// A file of the project, or a subject of the library
importDeclaration : IMPORT (TITLE | name) ;

partyDeclaration : PARTY name TITLE? (IS role)? CLAUSE? ;

groupDeclaration : GROUP name TITLE? (COMMA groupNote)* (COLON memberList)? CLAUSE? table? ;
groupNote        : EACH article name | ARE role ;
role             : name+ ;
article          : A | AN ;
memberList       : member (COMMA member)* ;
member           : name TITLE? ;

dimensionDeclaration : DIMENSION name TITLE? COMMA EACH article name (COLON memberList)? CLAUSE? table? ;

unitDeclaration : UNIT name COMMA EACH article name CLAUSE? ;

parameterDeclaration  : PARAMETER name TITLE? head? (COLON type)? CLAUSE? body? ;
parametersDeclaration : PARAMETERS head CLAUSE? table ;

inputDeclaration : (INPUT | METRIC) inputName (COMMA inputName)* head? COLON type CLAUSE? inputRule* ;
inputName        : name TITLE? (NAMED namePattern)? ;
inputRule
  : NOT_REPORTED COLON sentence CLAUSE?
  | DENOMINATOR_BELOW sum COLON sentence CLAUSE?
  | MAY_PASS PERCENT CLAUSE?
  | MAY_BE_NEGATIVE CLAUSE?
  | BETWEEN sum AND sum CLAUSE?
  | LOWER_IS_BETTER CLAUSE?
  | HIGHER_IS_BETTER CLAUSE?
  ;

defineDeclaration : DEFINE name TITLE? head? (COLON type)? CLAUSE? body ;

paymentDeclaration : PAYMENT name TITLE? (NAMED namePattern)? (FOR index (COMMA index)*)? paymentPart+ (COLON type)? CLAUSE? body ;
paymentPart
  : FROM partyReference
  | TO partyReference
  | COMMA? EACH rhythmWord periodSpan?
  ;
partyReference : EACH indexName (AS name)? (WHERE simpleTest)? | name ;

togetherDeclaration : TOGETHER FOR index (COMMA index)* OPEN_BRACE paymentDeclaration+ CLOSE_BRACE ;

balanceDeclaration : BALANCE name TITLE? head? (COLON type)? CLAUSE? balanceLine+ ;
balanceLine        : (OPENS_AT | NEVER_ABOVE | TAKES_IN | PAYS_OUT | LAPSES_AFTER) sentence CLAUSE? ;

requireDeclaration
  : REQUIRE head? COLON logic COMMA OTHERWISE (SETTLEMENT_REFUSED | EVERY_SETTLEMENT_REFUSED) NAMING named CLAUSE?
  ;
named : name (FOR name)* ;

guaranteeDeclaration : GUARANTEE TITLE head? CLAUSE? COLON logic ;

scenarioDeclaration : SCENARIO TITLE (AS TITLE)? (IN period)? OPEN_BRACE scenarioLine* table? CLOSE_BRACE ;
scenarioLine
  : GIVEN FROM TITLE
  | (GIVEN | EXPECT) scenarioItem (COMMA scenarioItem)*
  ;
scenarioItem
  : SETTLEMENT_REFUSED NAMING named
  | adverbed FROM name TO name EQUAL tailed
  | negation
  ;

// The declarations of a deed are read one at a time, so that a mistake ends one of them and not the deed
variationDeclaration : variationStart declaration* CLOSE_BRACE ;
variationStart       : VARIATION name TITLE? FROM period CLAUSE? OPEN_BRACE ;
endsDeclaration      : ENDS name (COMMA name)* CLAUSE? ;

phraseDeclaration   : PHRASE name OF phraseGap phraseFurtherGap* (COLON type)? EQUAL sentence ;
phraseFurtherGap    : furtherWord phraseGap (TO phraseGap)? ;
phraseGap           : name (OPEN_BRACKET type CLOSE_BRACKET)? ;
templateDeclaration : TEMPLATE name (WITH templateParameter (COMMA templateParameter)*)? OPEN_BRACE declaration* CLOSE_BRACE ;
templateParameter   : name COLON (type | PARTY) ;
useDeclaration      : USE name (AS name)? (WITH useArgument (COMMA useArgument)*)? CLAUSE? ;
useArgument         : name EQUAL sum ;

// A finding of `lint` on what follows, and why it is to stay
allowDeclaration : ALLOW TITLE ;

recordsDeclaration : RECORDS name COMMA EACH article name COMMA FROM TITLE CLAUSE? table ;
rowsDeclaration    : ROWS name (COMMA EACH article name COMMA?)? OF name (COMMA head)? CLAUSE? rowsStep* ;
rowsStep
  : (WHERE | UNLESS) logic CLAUSE?
  | KEEP_ONE_FOR_EACH name (AND name)* COLON orderKey (COMMA THEN orderKey)* CLAUSE?
  ;
orderKey : (name | LOWEST | HIGHEST) name | (FIRST | LAST) IN name ;

// ---- Heads, types, bodies -----------------------------------------------------------------------------------------

// for each trust, each month from 2018/19
head      : FOR index (COMMA index)* | EACH rhythmWord periodSpan? ;
index     : EACH (indexName (AS name)? (WHERE simpleTest)? | rhythmWord periodSpan?) ;
indexName : name | PARTY ;

rhythmWord : YEAR | QUARTER | MONTH | MONTH_NAME | QUARTER_NAME ;
periodSpan
  : FROM period (TO period)?
  | TO period
  | IN period (COMMA period)*
  | IN_ADVANCE
  ;

type
  : wordType
  | ITS name
  | name (OF type)? per*
  | CURRENCY_CODE per*
  ;
wordType
  : NUMBER_TYPE per*
  | YES_NO
  | ONE_OF OPEN_BRACKET name (COMMA name)* CLOSE_BRACKET
  | OPTIONAL type
  ;
per : PER (name | NUMBER | CURRENCY_CODE) ;

body  : EQUAL sentence table? | table ;

// ---- Tables -------------------------------------------------------------------------------------------------------

// Rows written here, or those of a CSV file
table : row+ | FROM TITLE ;
row   : ROW cell? (BAR cell?)* ;
cell
  : TITLE
  | CLAUSE
  | OTHERWISE
  | UP_TO sum
  | ABOVE
  | LOSS_UP_TO sum
  | LOSS_ABOVE
  | SHORT_OF sum
  | AT sum
  | BELOW sum
  | AT_LEAST sum
  | AT_MOST sum
  | FROM period
  | (GIVEN | EXPECT) product
  | wordType
  | sentence (TO_BELOW sum | TO sum | FROM? period? (COLON type)?)
  ;

// ---- Sentences ----------------------------------------------------------------------------------------------------

sentence
  : FIRST conditional COMMA THEN sentence
  | conditional
  ;
conditional : logic (IF logic COMMA (logic IF logic COMMA)* OTHERWISE conditional)? ;

logic       : conjunction (OR conjunction)* ;
conjunction : negation (AND negation)* ;
negation    : NOT negation | test ;

test
  : (EVERY | SOME OTHER?) ITS? name (WITH SAME sameKeys)? (WHERE simpleTest)? HAS test
  | tailed testRest?
  ;
sameKeys : name | OPEN_BRACKET name (COMMA name)* CLOSE_BRACKET ;
testRest
  : comparison tailed
  | IS NOT? isWhat
  | IS NOT_REPORTED
  | MEETS sum
  | WITHIN sum
  | NEVER (FALLS | RISES) AS sum (FALLS | RISES | IMPROVES)
  ;
comparison : LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | EQUAL ;
isWhat
  : REPORTED
  | GIVEN
  | ONE_OF OPEN_BRACKET sum (COMMA sum)* CLOSE_BRACKET
  | BETWEEN sum AND sum
  | (IN | BEFORE | AFTER) moment
  | adverbed
  ;
moment : (THIS | LAST) (YEAR | QUARTER | MONTH) | adverbed ;

// One test without 'of', for what stands after 'where'; longer tests stand in brackets
simpleTest : adverbed (comparison adverbed | IS NOT? simpleIs | IS NOT_REPORTED)? ;
simpleIs   : REPORTED | GIVEN | ONE_OF OPEN_BRACKET sum (COMMA sum)* CLOSE_BRACKET | adverbed ;

tailed : sum tail* ;
tail
  : AT_MOST sum
  | AT_LEAST sum
  | SPLIT OVER name (BY sum | EQUALLY)
  | GROWING sum A YEAR (FROM period)?
  | BY sum
  | TO_NEAREST sum
  | WITH name AS sum (AND name AS sum)*
  ;

sum     : product ((PLUS | MINUS) product)* ;

// A chain of factors; 'of' binds tighter than '*' and '/' and reads from the right ('50% of gain of saving'), the
// others read from the left
product   : phrase | adverbed (OF ofProduct | (TIMES | DIVIDE) product)? ;
ofProduct : phrase | adverbed (OF ofProduct | further* ((TIMES | DIVIDE) product)?) ;

// What a phrase of the contract or the library takes besides: 'marginal of cost above plan at 70%'
further     : furtherWord ofPhrase (TO ofPhrase)? ;
furtherWord : ABOVE | AT | BELOW | FROM | OVER | WITHIN ;

// A phrase takes the whole product to its right, so it can only end one
phrase
  : ROUNDED product
  | MINUS product
  | (SUM | HIGHEST | LOWEST | POOLED | AVERAGE) OVER set (BY adverbed)? OF product
  | (PROGRESS OF | POSITION_OF) ofPhrase OVER ofPhrase (TO ofPhrase)?
  | (TIERS | SCALE | STEPS) OF ofPhrase
  | DURATION (AFTER product)?
  ;

set
  : ITS name setName? setWhere?
  | EARLIER? name setName? setWhere?
  | (MONTHS | QUARTERS | YEARS) (FROM period)? (TO_DATE | TO period)? setWhere?
  | LAST (NUMBER QUARTERS | DURATION)
  ;
setName    : AS name ;
setWhere   : WHERE simpleTest ;
countedSet
  : ((ITS | EARLIER)? name setName? | (MONTHS | QUARTERS | YEARS) (FROM period)? (TO_DATE | TO period)?) (WHERE adverbed)?
  ;

ofPhrase : adverbed (OF ofPhrase)? ;

adverbed : primary adverb* ;
adverb
  : FOR name
  | IN (MONTH_NAME | QUARTER_NAME | PERIOD | NUMBER)
  | LAST (YEAR | QUARTER | MONTH)
  | SAME (QUARTER | MONTH) LAST YEAR
  | THIS (YEAR | QUARTER)
  | per
  | POSSESSIVE name
  ;

primary
  : NUMBER
  | PERCENT
  | MONEY
  | PERIOD
  | DATE
  | QUARTER_NAME
  | MONTH_NAME
  | (YES | NO)
  | (YEAR | QUARTER | MONTH | CONTRACT_YEAR)
  | LEFT_OUT
  | SETTLEMENT_REFUSED
  | FIRST_REPORTED_OF OPEN_BRACKET sentence (COMMA sentence)* CLOSE_BRACKET
  | NUMBER_OF countedSet
  | (PAID_OUT_OF | PAID_INTO | LAPSED_FROM | OPENING | CLOSING) name
  | THIS name
  | OPEN_BRACKET sentence CLOSE_BRACKET
  | name
  ;

// The words of the header are names everywhere else
name        : NAME | SOURCE | CURRENCY | TERM | SETTLED | SHARED | OTHER | FALLS | RISES | IMPROVES ;
namePattern : PATTERN | name | TITLE ;
